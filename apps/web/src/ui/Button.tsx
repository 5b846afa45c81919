import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.js';
import './button.css';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** `primary`: the one thing to do here. `quiet`: beside it. `plain`: no border. `danger`: takes something away. */
  look?: 'primary' | 'quiet' | 'plain' | 'danger';
  size?: 'small' | 'normal';
  icon?: ReactNode;
  type?: 'button' | 'submit';
  /** Work is under way: keeps its place and its focus, ignores presses. */
  busy?: boolean;
}

/** Button with words; an icon may stand before them. */
export function Button({
  look = 'quiet',
  size = 'normal',
  icon,
  type = 'button',
  busy = false,
  ...rest
}: ButtonProps) {
  const { className, children, onClick, ...attributes } = rest;
  return (
    <button
      {...attributes}
      type={type}
      className={classes('button', `button-${look}`, size === 'small' && 'button-small', className)}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<
  ComponentProps<'button'>,
  'type' | 'aria-label' | 'children'
> {
  /** Its name for everyone: read aloud, and shown on hover and on focus. */
  label: string;
  icon: ReactNode;
  /** Where the words appear. */
  tip?: 'above' | 'below';
}

/** Button of one universally known icon. */
export function IconButton({ label, icon, tip = 'above', className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={classes('icon-button', className)}
      aria-label={label}
      data-tip={label}
      data-tip-at={tip}
    >
      {icon}
    </button>
  );
}
