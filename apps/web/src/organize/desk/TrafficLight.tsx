import { CircleAlert, CircleCheck, CirclePause, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Announcer } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { useDeskWords } from '../words/useDeskWords.js';
import type { Health } from './health.js';
import { trafficLight, type Level, type LightAction } from './traffic-light.js';

export type Act = Readonly<Record<NonNullable<LightAction>, () => void>>;

const icons = {
  idle: CirclePause,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
} as const;

interface TrafficLightProps {
  health: Health;
  nowMs: number;
  connected: boolean;
  overdueTalk: string | null;
  act: Act;
}

/** Is everything all right? One colour, one word, one sentence, and what to do. */
export function TrafficLight({ health, nowMs, connected, overdueTalk, act }: TrafficLightProps) {
  const w = useDeskWords();
  if (!connected) return <Light level="warn" sentence={w.light.offlineHere} />;
  if (!health.told) return <Light level="idle" sentence={w.light.asking} />;
  const { stage, hostSeenMs } = health;
  const { level, sentence, action } = trafficLight(
    { stage, hostSeenMs, nowMs, overdueTalk },
    w.light,
  );
  return (
    <Light level={level} sentence={sentence}>
      {action && (
        <Button size="small" onClick={act[action]}>
          {w.light.actions[action]}
        </Button>
      )}
    </Light>
  );
}

function Light({
  level,
  sentence,
  children,
}: {
  level: Level;
  sentence: string;
  children?: ReactNode;
}) {
  const w = useDeskWords();
  const Icon = icons[level];
  return (
    <section className="light" data-level={level} aria-label={w.light.levels[level]}>
      <Icon aria-hidden="true" className="light-lamp" />
      <div className="light-words">
        <h2>{w.light.levels[level]}</h2>
        <p>{sentence}</p>
      </div>
      {children}
      <Said key={level} text={`${w.light.levels[level]}. ${sentence}`} />
    </section>
  );
}

/** The sentence counts seconds; only a change of the light itself is worth hearing, so the first one stays. */
function Said({ text }: { text: string }) {
  const [first] = useState(text);
  return <Announcer text={first} />;
}
