import { z } from 'zod';

// Control characters except newline and tab, and the bidirectional overrides that let a name pose as another.
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
// More than three combining marks on one character is a stain on the neighbours' lines, not a language.
const STACKED_MARKS = /\p{M}{4,}/u;
const INVISIBLE = /^[\s\p{Cf}\p{Z}]*$/u;

const clean = (max: number) =>
  z
    .string()
    .max(max * 4, `must be at most ${max} characters`)
    .transform((value) => value.normalize('NFC').trim())
    // Half a surrogate pair is no character: databases refuse it.
    .refine((value) => value.isWellFormed(), 'must be whole characters')
    .refine((value) => value.length > 0 && !INVISIBLE.test(value), 'must not be empty')
    .refine((value) => [...value].length <= max, `must be at most ${max} characters`)
    .refine((value) => !FORBIDDEN.test(value), 'must not contain control characters')
    .refine((value) => !STACKED_MARKS.test(value), 'has too many combining marks');

const oneLine = (max: number) =>
  clean(max).refine((value) => !/[\n\t]/.test(value), 'must be one line');

/** What a person is called: one line, 1 to 60 characters. Text, never markup. */
export const personName = oneLine(60);
/** A chat message: 1 to 2,000 characters. */
export const messageText = clean(2_000);
/** A question: 1 to 500 characters. */
export const questionText = clean(500);
/** Title of an event, a room or a talk: one line, 1 to 200 characters. */
export const title = oneLine(200);
/** A longer description: 1 to 10,000 characters. */
export const description = clean(10_000);
