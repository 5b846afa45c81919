import { z } from 'zod';

/** Everything that somebody may be allowed to do. Code asks for verbs, never for roles. */
export const verb = z.enum([
  'room.read',
  'room.configure',
  'chat.post',
  'chat.moderate',
  'question.ask',
  'question.vote',
  'question.moderate',
  'person.mute',
  'event.manage',
  'stage.manage',
  'stage.health',
  'stage.host',
  'caption.write',
]);
export type Verb = z.infer<typeof verb>;

const ATTEND: Verb[] = ['room.read', 'chat.post', 'question.ask', 'question.vote'];
const MODERATE: Verb[] = [...ATTEND, 'chat.moderate', 'question.moderate', 'person.mute'];

/** A role is a list of verbs. This table is the whole of it. */
export const roles = {
  attendee: ATTEND,
  moderator: MODERATE,
  organizer: [...MODERATE, 'room.configure', 'event.manage', 'stage.manage', 'stage.health'],
} as const satisfies Record<string, readonly Verb[]>;

export const role = z.enum(['attendee', 'moderator', 'organizer']);
export type Role = z.infer<typeof role>;
