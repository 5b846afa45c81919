import type { Connection } from '@lectern/client/connection';
import type { ObservedStage } from '@lectern/protocol/stage';
import { createCell, type Watchable } from '../../ui/store.js';
import { sampled, type Series } from './series.js';

export interface Health {
  stage: ObservedStage | null;
  /** When the stage host was last heard, ms since 1970; null when never. */
  hostSeenMs: number | null;
  /** This machine's clock less the server's, in ms: ages are told by the server's. */
  skewMs: number;
  /** True once the server has told us anything, be it that it knows nothing. */
  told: boolean;
  /** Bitrate of the encoder, kbit/s, one a second. */
  kbps: Series;
}

/** Five minutes. */
const KEEP = 300;
/** So long after asking without a report means that there is none. */
const NOTHING_MS = 4_000;
const RETRY_MS = 3_000;

export interface HealthWatch extends Watchable<Health> {
  close(): void;
}

/** Watches a stage's health on the page's line: asks again after each return of the connection. */
export function watchHealth(connection: Connection, room: string): HealthWatch {
  const cell = createCell<Health>({
    stage: null,
    hostSeenMs: null,
    skewMs: 0,
    told: false,
    kbps: [],
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    clearTimeout(timer);
    const { status } = connection;
    if (status.name === 'open') cell.set({ ...cell.snapshot(), skewMs: status.skewMs });
    connection
      .send('stage.watch', { room })
      .then(
        () => (timer = setTimeout(() => cell.set({ ...cell.snapshot(), told: true }), NOTHING_MS)),
      )
      .catch((error: unknown) => {
        console.warn('The stage cannot be watched at the moment; trying again.', error);
        timer = setTimeout(() => connection.status.name === 'open' && ask(), RETRY_MS);
      });
  };
  const off = [
    connection.on('status', (status) => status.name === 'open' && ask()),
    connection.on('health', (it) => {
      if (it.room !== room) return;
      clearTimeout(timer);
      const kbps = sampled(cell.snapshot().kbps, it.stage.ingest?.kbps ?? 0, KEEP);
      cell.set({
        ...cell.snapshot(),
        stage: it.stage,
        // 0: no host has spoken since the server began.
        hostSeenMs: it.hostSeenMs === 0 ? null : it.hostSeenMs,
        told: true,
        kbps,
      });
    }),
  ];
  if (connection.status.name === 'open') ask();
  return {
    subscribe: cell.subscribe,
    snapshot: cell.snapshot,
    close: () => {
      clearTimeout(timer);
      for (const end of off) end();
    },
  };
}
