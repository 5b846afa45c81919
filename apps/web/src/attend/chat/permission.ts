import type { RoomSnapshot } from '@lectern/client/snapshot';

/** Whether the reader may write now, and if not, why. */
export type Permission =
  | { name: 'yes' }
  | { name: 'slow'; untilMs: number }
  | { name: 'closed' | 'forbidden' }
  | { name: 'muted'; untilMs: number };

/** The same rules as the server's, told before the person writes in vain. */
export function permission(room: RoomSnapshot, nowMs: number): Permission {
  const { settings, verbs, person, mutes } = room;
  // Until the room has told who we are, the outbox takes what is written.
  if (room.phase !== 'in') return { name: 'yes' };
  if (!verbs.has('chat.post')) return { name: 'forbidden' };
  const mutedUntil = person === null ? undefined : mutes.get(person);
  if (mutedUntil !== undefined && mutedUntil > nowMs) return { name: 'muted', untilMs: mutedUntil };
  if (verbs.has('chat.moderate')) return { name: 'yes' };
  if (!settings.chatOpen) return { name: 'closed' };
  const untilMs = lastOwnMs(room) + settings.slowModeMs;
  return settings.slowModeMs > 0 && untilMs > nowMs ? { name: 'slow', untilMs } : { name: 'yes' };
}

function lastOwnMs({ messages, deliveries, person }: RoomSnapshot): number {
  const logged =
    person === null ? undefined : messages.findLast((message) => message.author?.id === person);
  const underway = deliveries.findLast(
    (it) => it.what.command === 'chat.post' && it.state !== 'failed',
  );
  return Math.max(logged?.atMs ?? 0, underway?.atMs ?? 0);
}
