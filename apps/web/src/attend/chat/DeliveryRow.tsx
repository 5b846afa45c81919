import type { Delivery } from '@lectern/client/outbox';
import type { RoomStore } from '@lectern/client/room';
import { memo } from 'react';
import { Button } from '../../ui/Button.js';
import { classes } from '../../ui/classes.js';
import { useNow } from '../../live/useNow.js';
import { useWords } from '../../words/context.js';
import { durationWords } from '../../words/time.js';
import { Text } from './Text.js';

interface Props {
  delivery: Delivery;
  store: Pick<RoomStore, 'retry' | 'discard'>;
  /** There is a line to the server. */
  connected: boolean;
}

/** What the reader wrote and the log does not show yet: grey until it is saved, with the reason when it is not. */
export const DeliveryRow = memo(function DeliveryRow({ delivery, store, connected }: Props) {
  const { what, state, reason } = delivery;
  const failed = state === 'failed' || state === 'vanished';
  return (
    <div
      className={classes(
        'message',
        'message-mine',
        state !== 'sent' && 'message-pending',
        failed && 'message-failed',
      )}
    >
      <p className="message-text">
        <Text text={what.text} reader={null} />
      </p>
      {failed ? (
        <Failed cid={what.cid} reason={reason?.message ?? null} store={store} />
      ) : (
        state !== 'sent' && <Progress delivery={delivery} connected={connected} />
      )}
    </div>
  );
});

function Failed({
  cid,
  reason,
  store,
}: {
  cid: string;
  reason: string | null;
  store: Props['store'];
}) {
  const words = useWords();
  return (
    <div className="message-status" role="alert">
      <span className="message-reason">{reason ?? words.chat.vanished}</span>
      <Button size="small" onClick={() => store.retry(cid)}>
        {words.tryAgain}
      </Button>
      <Button size="small" look="plain" onClick={() => store.discard(cid)}>
        {words.chat.discard}
      </Button>
    </div>
  );
}

function Progress({
  delivery: { state, retryAtMs },
  connected,
}: Pick<Props, 'delivery' | 'connected'>) {
  const { locale, chat } = useWords();
  const now = useNow(1_000);
  const waits = state === 'waiting' && retryAtMs !== null;
  const text = waits
    ? chat.waiting(durationWords(locale, retryAtMs - now + 999))
    : connected
      ? chat.sending
      : chat.sendingLater;
  return <p className="message-status quiet">{text}</p>;
}
