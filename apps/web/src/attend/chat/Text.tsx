import { memo } from 'react';
import { tokens } from './tokens.js';

/** What a person wrote: text, with links that are safe to follow. Never markup. */
export const Text = memo(function Text({ text, reader }: { text: string; reader: string | null }) {
  return (
    <bdi className="said">
      {tokens(text, reader).map((token, index) => {
        if (token.type === 'link') {
          return (
            <a key={index} href={token.href} target="_blank" rel="noopener noreferrer nofollow ugc">
              {token.text}
            </a>
          );
        }
        return token.type === 'mention' ? <mark key={index}>{token.text}</mark> : token.text;
      })}
    </bdi>
  );
});
