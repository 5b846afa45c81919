import type { StageFault } from '@lectern/protocol/stage';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { faultAction, faultLevel } from './traffic-light.js';
import type { Act } from './TrafficLight.js';

const tones = { idle: 'info', good: 'info', warn: 'warn', bad: 'bad' } as const;

interface FaultsProps {
  faults: readonly StageFault[];
  nowMs: number;
  act: Act;
}

/** Everything that is wrong, each as a sentence with the action beside it. */
export function Faults({ faults, nowMs, act }: FaultsProps) {
  const w = useDeskWords();
  if (faults.length === 0) return null;
  return (
    <section aria-labelledby="faults" className="faults">
      <h2 id="faults" className="panel-title">
        {w.desk.faults}
      </h2>
      <ul role="list" className="faults-list">
        {faults.map((fault) => {
          const action = faultAction(fault);
          return (
            <li key={`${fault.code} ${fault.sinceMs}`}>
              <Notice
                tone={tones[faultLevel(fault)]}
                action={
                  action && (
                    <Button size="small" onClick={act[action]}>
                      {w.light.actions[action]}
                    </Button>
                  )
                }
              >
                {fault.sentence}{' '}
                <span className="quiet fault-age">{w.desk.faultAgo(nowMs - fault.sinceMs)}</span>
              </Notice>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
