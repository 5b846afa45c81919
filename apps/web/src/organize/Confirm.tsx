import { Button } from '../ui/Button.js';
import { Dialog, DialogActions } from '../ui/Dialog.js';
import { useDeskWords } from './words/useDeskWords.js';

export interface ConfirmProps {
  title: string;
  /** What will happen. */
  words: string;
  no: string;
  yes: string;
  onNo: () => void;
  onYes: () => void;
}

/** Asks before something that others feel. */
export function Confirm({ title, words, no, yes, onNo, onYes }: ConfirmProps) {
  const w = useDeskWords();
  return (
    <Dialog title={title} closeLabel={w.close} onClose={onNo}>
      <p>{words}</p>
      <DialogActions>
        <Button onClick={onNo}>{no}</Button>
        <Button look="danger" onClick={onYes}>
          {yes}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
