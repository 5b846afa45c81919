import { Check, Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../ui/Button.js';
import { useDeskWords } from './words/useDeskWords.js';

interface CopyFieldProps {
  label: string;
  value: string;
  /** Name of the button. */
  copyLabel: string;
}

const SHOWN_MS = 2_000;

/** Something to take elsewhere: selected as a whole, copied by a press. */
export function CopyField({ label, value, copyLabel }: CopyFieldProps) {
  const w = useDeskWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      // No clipboard without TLS: what is selected can be copied by hand.
      input.current?.select();
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-line">
        <input
          ref={input}
          id={id}
          className="input copy-value"
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <Button
          icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          aria-label={copied ? undefined : copyLabel}
          onClick={() => void copy()}
        >
          {copied ? w.copied : w.copy}
        </Button>
      </div>
      <span className="visually-hidden" role="status">
        {copied ? w.copied : ''}
      </span>
    </div>
  );
}
