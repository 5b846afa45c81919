import { Settings } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/Button.js';
import { useWords } from '../../words/context.js';
import { SettingsDialog } from './SettingsDialog.js';

export function SettingsButton() {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        className="tip-end"
        tip="below"
        label={words.stage.settings}
        icon={<Settings />}
        onClick={() => setOpen(true)}
      />
      {open && <SettingsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
