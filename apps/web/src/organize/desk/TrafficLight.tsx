import { CircleAlert, CircleCheck, CirclePause, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Announcer } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { useDeskWords } from '../words/useDeskWords.js';
import type { Light, LightAction } from './traffic-light.js';

export type Act = Readonly<Record<NonNullable<LightAction>, () => void>>;

const icons = {
  idle: CirclePause,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
} as const;

interface TrafficLightProps {
  light: Light;
  act: Act;
}

/** Is everything all right? One colour, one word, one sentence, and what to do. */
export function TrafficLight({ light: { level, sentence, action }, act }: TrafficLightProps) {
  const w = useDeskWords();
  const Icon = icons[level];
  return (
    <section className="light" data-level={level} aria-label={w.light.levels[level]}>
      <Icon aria-hidden="true" className="light-lamp" />
      <div className="light-words">
        <h2>{w.light.levels[level]}</h2>
        <p>{sentence}</p>
      </div>
      {action && (
        <Button size="small" onClick={act[action]}>
          {w.light.actions[action]}
        </Button>
      )}
      <Said key={level} text={`${w.light.levels[level]}. ${sentence}`} />
    </section>
  );
}

/** The sentence counts seconds; only a change of the light itself is worth hearing, so the first one stays. */
function Said({ text }: { text: string }) {
  const [first] = useState(text);
  return <Announcer text={first} />;
}
