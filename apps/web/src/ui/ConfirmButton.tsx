import { useState, type ReactNode } from 'react';
import { Button, IconButton } from './Button.js';

export interface ConfirmButtonProps {
  label: string;
  icon: ReactNode;
  onConfirm: () => void;
}

/** An icon that takes something away: the first press shows its words, the second does it. Leaving it lets it go. */
export function ConfirmButton({ label, icon, onConfirm }: ConfirmButtonProps) {
  const [armed, setArmed] = useState(false);
  if (!armed) return <IconButton label={label} icon={icon} onClick={() => setArmed(true)} />;
  return (
    <Button
      look="danger"
      size="small"
      icon={icon}
      autoFocus
      onClick={onConfirm}
      onBlur={() => setArmed(false)}
      onKeyDown={(event) => event.key === 'Escape' && setArmed(false)}
    >
      {label}
    </Button>
  );
}
