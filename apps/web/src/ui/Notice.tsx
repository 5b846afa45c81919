import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.js';
import './notice.css';

const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

export interface NoticeProps {
  tone: keyof typeof icons;
  /** What happened and what it means, in a sentence. */
  children: ReactNode;
  /** What can be done about it. */
  action?: ReactNode;
  /** Read aloud when it appears: politely, unless it is `bad`. */
  announce?: boolean;
  className?: string;
}

/** A sentence about the state of things, with the action beside it. The icon repeats what the colour says. */
export function Notice({ tone, children, action, announce = false, className }: NoticeProps) {
  const Icon = icons[tone];
  const role = announce ? (tone === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div className={classes('notice', `notice-${tone}`, className)} role={role}>
      <Icon aria-hidden="true" />
      <div className="notice-words">{children}</div>
      {action}
    </div>
  );
}
