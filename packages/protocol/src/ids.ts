import { z } from 'zod';

/** Slug of an event or a room, as it stands in a URL. The form that frab consumers accept. */
export const slug = z.string().regex(/^[a-z0-9_]{4,64}$/);

/** Identity of a room, event, person or broadcast: 16 characters of lower-case base32 (80 bit). */
export const id = z.string().regex(/^[a-z2-7]{16}$/);

/** A client-made command id (UUIDv7). The same `cid` from the same person in a room is the same entry. */
export const cid = z.uuid({ version: 'v7' });

/** Position in a topic's log: 1 is the first entry, 0 is "nothing yet". */
export const seq = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Milliseconds since 1970 (wall clock) or since the broadcast began (media time), as the name says. */
export const ms = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Changes when the log was restored from a backup: cursors of another epoch mean nothing. */
export const epoch = z.string().regex(/^[a-z2-7]{16}$/);

/** Topics share the road, not the memory: `main`, and one per caption language. */
export const topic = z.string().regex(/^(main|captions\.[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/);

export type Id = z.infer<typeof id>;
export type Seq = z.infer<typeof seq>;
export type Topic = z.infer<typeof topic>;
