import { sessionClaim } from '@lectern/protocol/http';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ApiFailed } from '../../live/api.js';
import { theSession } from '../../live/line.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { api } from '../api.js';
import { Frame } from '../Frame.js';
import { useAction } from '../useAction.js';
import { useDeskWords } from '../words/useDeskWords.js';

/** `/o/claim#<token>`: the one-time link. Only the press takes it, so that a link scanner uses nothing up. */
export function ClaimPage() {
  const w = useDeskWords();
  const [, go] = useLocation();
  const [token] = useState(() => location.hash.slice(1));
  const [used, setUsed] = useState(false);
  const { run, busy, error } = useAction();
  const take = async () => {
    await theSession().opened;
    try {
      theSession().became(await api.claim({ token }));
    } catch (cause) {
      if (!isUsedUp(cause)) throw cause;
      return setUsed(true);
    }
    go('/o', { replace: true });
  };
  const whole = sessionClaim.safeParse({ token }).success;
  return (
    <Frame title={used ? w.claim.usedTitle : w.claim.title}>
      <section className="sheet claim">
        {used ? (
          <>
            <p role="alert">{w.claim.used}</p>
            <p>{w.claim.usedNext}</p>
            <Button look="primary" onClick={() => go('/o')}>
              {w.claim.toEvents}
            </Button>
          </>
        ) : (
          <>
            <p>{whole ? w.claim.why : w.claim.noToken}</p>
            {error && (
              <Notice tone="bad" announce>
                {error}
              </Notice>
            )}
            {whole && (
              <Button look="primary" busy={busy} onClick={() => void run(take)}>
                {busy ? w.claim.taking : w.claim.take}
              </Button>
            )}
          </>
        )}
      </section>
    </Frame>
  );
}

function isUsedUp(cause: unknown): boolean {
  return (
    cause instanceof ApiFailed &&
    (cause.code === 'gone' || cause.code === 'not_found' || cause.code === 'forbidden')
  );
}
