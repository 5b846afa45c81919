import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react';
import { theSession } from '../../live/line.js';
import { Button } from '../../ui/Button.js';
import { Dialog, DialogActions } from '../../ui/Dialog.js';
import { TextField } from '../../ui/Field.js';
import { useStore } from '../../ui/store.js';
import { useWords } from '../../words/context.js';

interface Naming {
  /** What the reader is called; null until they said. */
  name: string | null;
  /** Does it at once when there is a name, else asks for one first. */
  named: (then: () => void) => void;
  /** Asks for another name. */
  rename: () => void;
}

const Context = createContext<Naming>({
  name: null,
  named: () => undefined,
  rename: () => undefined,
});
export const useNaming = (): Naming => useContext(Context);

/** Asks for a name at the first thing that carries one, and never before. */
export function NameGate({ children }: { children: ReactNode }) {
  const state = useStore(theSession());
  const name = state.name === 'open' ? state.view.person.name : null;
  const [asking, setAsking] = useState<{ then: () => void } | null>(null);
  const named = useCallback(
    (then: () => void) => (name === null ? setAsking({ then }) : then()),
    [name],
  );
  const rename = useCallback(() => setAsking({ then: () => undefined }), []);
  const value = useMemo(() => ({ name, named, rename }), [name, named, rename]);
  return (
    <Context value={value}>
      {children}
      {asking && (
        <NameDialog
          before={name ?? ''}
          onClose={() => setAsking(null)}
          onNamed={() => {
            setAsking(null);
            asking.then();
          }}
        />
      )}
    </Context>
  );
}

interface NameDialogProps {
  before: string;
  onClose: () => void;
  onNamed: () => void;
}

function NameDialog({ before, onClose, onNamed }: NameDialogProps) {
  const words = useWords();
  const [name, setName] = useState(before);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || busy) return;
    setBusy(true);
    theSession()
      .rename(name)
      .then(onNamed)
      .catch((failure: unknown) => {
        setError(failure instanceof Error ? failure.message : String(failure));
        setBusy(false);
      });
  };
  return (
    <Dialog title={words.name.title} closeLabel={words.close} onClose={onClose}>
      <form className="stack" onSubmit={save}>
        <TextField
          label={words.name.label}
          hint={words.name.why}
          error={error}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={60}
          autoComplete="name"
          enterKeyHint="done"
          required
        />
        <DialogActions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" busy={busy}>
            {words.name.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
