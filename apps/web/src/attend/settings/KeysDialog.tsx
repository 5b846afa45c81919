import { Fragment } from 'react';
import { Dialog } from '../../ui/Dialog.js';
import { useStore } from '../../ui/store.js';
import { useWords } from '../../words/context.js';
import { preferences } from '../preferences.js';

/** The keys of the stage page. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { keys, close } = useWords();
  const on = useStore(preferences).keys;
  const rows: [string[], string][] = [
    [['k', '␣'], keys.play],
    [['m'], keys.mute],
    [['f'], keys.fullscreen],
    [['←', '→'], keys.back],
    [['↑', '↓'], keys.volume],
    [['l'], keys.live],
    [['i'], keys.pictureInPicture],
    [['p'], keys.panel],
    [['/'], keys.write],
    [['?'], keys.help],
  ];
  return (
    <Dialog title={keys.title} closeLabel={close} onClose={onClose}>
      <dl className="keys">
        {rows.map(([names, what]) => (
          <Fragment key={what}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="quiet small">{on ? keys.rows : keys.off}</p>
    </Dialog>
  );
}
