import { useId, type ComponentProps, type ReactNode } from 'react';
import { classes } from './classes.js';
import './field.css';

interface Words {
  label: string;
  /** Stands below the field; says what is wanted. */
  hint?: ReactNode;
  /** What is wrong, and what to do. Replaces the hint and is read aloud. */
  error?: string | null | undefined;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
}

interface FrameProps extends Words {
  id: string;
  className?: string | undefined;
  children: ReactNode;
}

function Frame({ id, label, labelHidden, hint, error, className, children }: FrameProps) {
  return (
    <div className={classes('field', className)}>
      <label htmlFor={id} className={classes(labelHidden && 'visually-hidden')}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-note`} className="field-error" role="alert">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-note`} className="field-hint">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

const noteOf = (id: string, { hint, error }: Words) => ({
  'aria-describedby': error || hint ? `${id}-note` : undefined,
  'aria-invalid': error ? true : undefined,
});

/** One line of text. */
export function TextField({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: Words & ComponentProps<'input'>) {
  const id = useId();
  const words = { label, hint, error, ...(labelHidden && { labelHidden }) };
  return (
    <Frame id={id} className={className} {...words}>
      <input {...rest} id={id} className="input" {...noteOf(id, words)} />
    </Frame>
  );
}

/** Several lines of text; grows with them. */
export function TextArea({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: Words & ComponentProps<'textarea'>) {
  const id = useId();
  const words = { label, hint, error, ...(labelHidden && { labelHidden }) };
  return (
    <Frame id={id} className={className} {...words}>
      <textarea rows={2} {...rest} id={id} className="input input-lines" {...noteOf(id, words)} />
    </Frame>
  );
}

/** Choice of one among a few: the platform's own control. */
export function Select({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: Words & ComponentProps<'select'>) {
  const id = useId();
  const words = { label, hint, error, ...(labelHidden && { labelHidden }) };
  return (
    <Frame id={id} className={className} {...words}>
      <select {...rest} id={id} className="input" {...noteOf(id, words)} />
    </Frame>
  );
}

export interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** On or off, at once. */
export function Switch({ label, checked, onChange, disabled = false }: SwitchProps) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="switch-track" aria-hidden="true" />
      <span>{label}</span>
    </label>
  );
}
