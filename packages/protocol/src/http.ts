import { z } from 'zod';
import { talkState } from './entries.js';
import { id, ms, slug } from './ids.js';
import { latencyLevel, packagerKind, rendition } from './media.js';
import { stageState } from './stage.js';
import { description, personName, title } from './text.js';
import { role, verb } from './verbs.js';

/** IANA time zone that this runtime knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'is not a known time zone');

/** BCP 47 language tag, such as `en` or `de-AT`. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** `GET|POST|PATCH /api/session`: who this browser is. */
export const sessionView = z.strictObject({
  person: z.strictObject({ id, name: z.string().nullable() }),
  /** Verbs that hold on the whole installation. */
  verbs: z.array(verb),
  roles: z.array(z.strictObject({ event: id.nullable(), role })),
});
export type SessionView = z.infer<typeof sessionView>;
export const sessionPatch = z.strictObject({ name: personName });
/** `POST /api/session/claim`: the one-time organizer link, taken by POST so that a link scanner uses nothing up. */
export const sessionClaim = z.strictObject({ token: z.string().regex(/^[a-z2-7]{32}$/) });

const eventFields = {
  title,
  description: description.nullable(),
  timeZone,
  languages: z.array(language).min(1).max(16),
};
export const eventCreate = z.strictObject({
  ...eventFields,
  slug,
  description: eventFields.description.default(null),
});
// Not made from `eventCreate`: a default would overwrite what a patch leaves out.
export const eventPatch = z.strictObject(eventFields).partial();

export const roomCreate = z.strictObject({
  slug,
  title,
  packager: packagerKind.optional(),
  latency: latencyLevel.optional(),
  renditions: z.array(rendition).min(1).max(8).optional(),
  record: z.boolean().optional(),
});
export const roomPatch = roomCreate.omit({ slug: true }).partial();

const talkFields = {
  room: id,
  title,
  abstract: description.nullable(),
  speakers: z.array(personName).max(20),
  startMs: ms,
  endMs: ms,
  language,
};
export const talkCreate = z.strictObject({
  ...talkFields,
  abstract: talkFields.abstract.default(null),
  speakers: talkFields.speakers.default([]),
  language: language.default('en'),
});
export const talkPatch = z.strictObject({ ...talkFields, state: talkState }).partial();

export const talkView = z.strictObject({
  id,
  guid: z.uuid(),
  code: z.string().regex(/^[0-9A-Z]{6}$/),
  room: id,
  title: z.string(),
  abstract: z.string().nullable(),
  speakers: z.array(z.string()),
  startMs: ms,
  endMs: ms,
  language,
  state: talkState,
});
export type TalkView = z.infer<typeof talkView>;

export const stageView = z.strictObject({
  state: stageState,
  broadcast: id.nullable(),
  sinceMs: ms,
  startedAtMs: ms.nullable(),
  /** Path of the master playlist, relative to the site; null before the first broadcast. */
  playlist: z.string().nullable(),
  /** Path of a still picture, renewed while live; null when there is none. */
  thumbnail: z.string().nullable(),
});
export type StageView = z.infer<typeof stageView>;

export const roomView = z.strictObject({
  id,
  slug,
  title: z.string(),
  kind: z.enum(['stage', 'breakout']),
  packager: packagerKind,
  latency: latencyLevel,
  viewers: z.int(),
  stage: stageView,
});
export type RoomView = z.infer<typeof roomView>;

export const eventView = z.strictObject({
  id,
  slug,
  title: z.string(),
  description: z.string().nullable(),
  timeZone: z.string(),
  languages: z.array(language),
  rooms: z.array(roomView),
  talks: z.array(talkView),
  /** The asking person's rights in this event. */
  verbs: z.array(verb),
});
export type EventView = z.infer<typeof eventView>;

export const eventSummary = z.strictObject({
  id,
  slug,
  title: z.string(),
  timeZone: z.string(),
  startMs: ms.nullable(),
  endMs: ms.nullable(),
  live: z.boolean(),
});
export type EventSummary = z.infer<typeof eventSummary>;
export const eventList = z.strictObject({ events: z.array(eventSummary) });

/** `GET /api/rooms/<id>/stream-keys`: what is known of the keys; the keys themselves are not. */
export const streamKeyView = z.strictObject({
  id,
  createdMs: ms,
  expiresMs: ms.nullable(),
  hint: z.string(),
});
export const streamKeyList = z.strictObject({ rtmpUrl: z.string(), keys: z.array(streamKeyView) });
/** `POST /api/rooms/<id>/stream-keys`: makes a new key, ends the old ones, and shows the new one this once. */
export const streamKeyCreated = z.strictObject({
  rtmpUrl: z.string(),
  key: z.string(),
  view: streamKeyView,
});
export type StreamKeyCreated = z.infer<typeof streamKeyCreated>;

/** `GET /healthz` */
export const healthView = z.strictObject({
  ok: z.boolean(),
  version: z.string(),
  parts: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
