import type { ReactNode } from 'react';
import { classes } from './classes.js';
import './badge.css';

export interface BadgeProps {
  /** `live` is for ON AIR alone. */
  tone: 'live' | 'good' | 'warn' | 'bad' | 'quiet' | 'accent';
  children: ReactNode;
  className?: string;
}

/** One or two words that name a state. */
export function Badge({ tone, children, className }: BadgeProps) {
  return <span className={classes('badge', `badge-${tone}`, className)}>{children}</span>;
}
