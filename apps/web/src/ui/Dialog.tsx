import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { IconButton } from './Button.js';
import './dialog.css';

export interface DialogProps {
  title: string;
  /** Name of the close button. */
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}

/** Modal dialog, open as long as it is rendered: the platform keeps the focus inside, Escape and a press outside close it. */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    dialog.showModal();
    // The platform would begin at the close button; one opens a dialog to fill it in.
    dialog.querySelector<HTMLElement>('input, select, textarea')?.focus();
    // Closed while it is still in the page, it gives the focus back to where it was.
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog-sheet">
        <div className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton label={closeLabel} icon={<X />} tip="below" onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** Row of buttons at the end of a dialog; the main one comes last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="dialog-actions">{children}</div>;
}
