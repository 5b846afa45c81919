import type { Actor } from '@lectern/protocol/entries';
import type { CSSProperties } from 'react';
import { Badge } from '../../ui/Badge.js';
import { useWords } from '../../words/context.js';
import { nameHue } from './name-colour.js';
import './name.css';

interface Hued extends CSSProperties {
  '--hue': number;
}

/** A person's name in their colour. The badge comes from their rights, never from their text. */
export function Name({ author }: { author: Actor }) {
  const words = useWords();
  const style: Hued = { '--hue': nameHue(author.id) };
  return (
    <>
      <bdi className="name" style={style}>
        {author.name}
      </bdi>
      {author.host && (
        <>
          {' '}
          <Badge tone="accent">{words.chat.host}</Badge>
        </>
      )}
    </>
  );
}
