import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog, DialogActions } from '../ui/Dialog.js';
import { Notice } from '../ui/Notice.js';
import { textsOf, type Errors, type Read } from './form.js';
import { useAction } from './useAction.js';
import { useDeskWords } from './words/useDeskWords.js';

export interface FormDialogProps<T> {
  title: string;
  submit: string;
  /** Parses the fields by name. */
  read: (text: (name: string) => string) => Read<T>;
  /** Sends it; a rejection is shown and the form stays. */
  send: (value: T) => Promise<void>;
  onClose: () => void;
  children: (errors: Errors) => ReactNode;
}

/** A form in a dialog: what is wrong stands at its field, what failed above the buttons, and the first wrong field gets the focus. */
export function FormDialog<T>({
  title,
  submit,
  read,
  send,
  onClose,
  children,
}: FormDialogProps<T>) {
  const w = useDeskWords();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Errors>({});
  const { run, busy, error } = useAction();
  // The dialog itself gives the focus to its close button; here one begins to write.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), []);
  const take = (filled: HTMLFormElement) => {
    const got = read(textsOf(filled));
    setErrors(got.name === 'bad' ? got.errors : {});
    if (got.name === 'good')
      return void run(() => send(got.value)).then((done) => done && onClose());
    const first = Object.keys(got.errors)[0];
    const field = first === undefined ? null : filled.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
  };
  return (
    <Dialog title={title} closeLabel={w.close} onClose={onClose}>
      <form
        ref={form}
        noValidate
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) take(event.currentTarget);
        }}
      >
        {children(errors)}
        {error && (
          <Notice tone="bad" announce>
            {error}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
