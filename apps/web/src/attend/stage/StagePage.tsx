import { eventView } from '@lectern/protocol/http';
import { useCallback } from 'react';
import { callApi } from '../../live/api.js';
import { useLoaded } from '../../live/useLoaded.js';
import { Waiting } from '../../ui/Waiting.js';
import { useWords } from '../../words/context.js';
import { NotHere } from '../NotHere.js';
import { StageRoom } from './StageRoom.js';

/** The programme changes seldom, and the room's log tells what matters at once. */
const RENEW_MS = 120_000;

/** `/e/<event>/<room>` */
export default function StagePage({
  event: slug,
  room: roomSlug,
}: {
  event: string;
  room: string;
}) {
  const words = useWords();
  const load = useCallback(
    (signal: AbortSignal) =>
      callApi(`/api/events/${encodeURIComponent(slug)}`, { answer: eventView, signal }),
    [slug],
  );
  const [loaded, renew] = useLoaded(load, RENEW_MS);
  if (loaded.name === 'loading') return <Waiting>{words.loading}</Waiting>;
  if (loaded.name === 'failed') {
    return loaded.error.code === 'not_found' ? <NotHere /> : <Waiting>{words.serverAway}</Waiting>;
  }
  const event = loaded.value;
  const room = event.rooms.find((it) => it.slug === roomSlug);
  if (!room) return <NotHere event={event} />;
  return <StageRoom key={room.id} event={event} room={room} renew={renew} />;
}
