import type { Settings } from '@lectern/client/fold';
import type { RoomStore } from '@lectern/client/room';
import { Notice } from '../../ui/Notice.js';
import { Select, Switch } from '../../ui/Field.js';
import { useAction } from '../useAction.js';
import { useDeskWords } from '../words/useDeskWords.js';

interface RulesProps {
  store: RoomStore;
  settings: Settings;
  /** False for people who may not change them, and while they are not read yet. */
  may: boolean;
}

const STEPS_MS = [0, 5_000, 15_000, 30_000, 60_000, 300_000];

/** Who may write, and how fast. */
export function Rules({ store, settings, may }: RulesProps) {
  const w = useDeskWords();
  const { run, busy, error } = useAction();
  const set = (to: Partial<Settings>) => void run(() => store.configure({ ...settings, ...to }));
  const steps = STEPS_MS.includes(settings.slowModeMs)
    ? STEPS_MS
    : [...STEPS_MS, settings.slowModeMs].toSorted((a, b) => a - b);
  const disabled = busy || !may;
  return (
    <div className="rules">
      {error && (
        <Notice tone="bad" announce>
          {error}
        </Notice>
      )}
      <Switch
        label={w.moderate.chatOpen}
        checked={settings.chatOpen}
        disabled={disabled}
        onChange={(chatOpen) => set({ chatOpen })}
      />
      <Switch
        label={w.moderate.questionsOpen}
        checked={settings.questionsOpen}
        disabled={disabled}
        onChange={(questionsOpen) => set({ questionsOpen })}
      />
      <Select
        label={w.moderate.slow}
        hint={w.moderate.slowHint}
        value={String(settings.slowModeMs)}
        disabled={disabled}
        onChange={(event) => set({ slowModeMs: Number(event.target.value) })}
      >
        {steps.map((ms) => (
          <option key={ms} value={ms}>
            {ms === 0 ? w.moderate.slowOff : w.moderate.slowEvery(ms)}
          </option>
        ))}
      </Select>
    </div>
  );
}
