import { useCallback } from 'react';
import { useLoaded } from '../../live/useLoaded.js';
import { useRoom } from '../../live/useRoom.js';
import { Notice } from '../../ui/Notice.js';
import { Waiting } from '../../ui/Waiting.js';
import { api } from '../api.js';
import { Frame } from '../Frame.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { StageDesk } from './StageDesk.js';

/** `/o/<event>/<room>`: finds the stage and opens its desk. */
export function StagePage({ event, room }: { event: string; room: string }) {
  const w = useDeskWords();
  const load = useCallback((signal: AbortSignal) => api.event(event, signal), [event]);
  const [loaded, reload] = useLoaded(load, 10_000);
  const back = { to: `/o/${event}`, label: w.desk.back };
  if (loaded.name === 'loading') {
    return (
      <Frame title={w.organize} back={back}>
        <Waiting>{w.loading}</Waiting>
      </Frame>
    );
  }
  const found =
    loaded.name === 'there' ? loaded.value.rooms.find((it) => it.slug === room) : undefined;
  if (loaded.name === 'failed' || !found) {
    return (
      <Frame title={w.failed} back={back}>
        <Notice tone="bad">
          {loaded.name === 'failed' ? loaded.error.message : w.desk.noStage}
        </Notice>
      </Frame>
    );
  }
  return (
    <OpenDesk
      key={found.id}
      event={loaded.value}
      room={found}
      stale={loaded.stale}
      reload={reload}
    />
  );
}

function OpenDesk(props: Omit<Parameters<typeof StageDesk>[0], 'store'>) {
  const w = useDeskWords();
  const store = useRoom(props.room.id);
  if (store) return <StageDesk {...props} store={store} />;
  return (
    <Frame
      title={props.room.title}
      back={{ to: `/o/${props.event.slug}`, label: props.event.title }}
    >
      <Waiting>{w.loading}</Waiting>
    </Frame>
  );
}
