import { entry, type Entry } from '@lectern/protocol/entries';
import fc from 'fast-check';

const actor = { id: 'pppppppppppppppp', name: 'Ada', host: false };

const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .string()
      .map((text) => ({ type: 'chat.posted', body: { text, replyTo: null, mediaMs: null } })),
  },
  {
    weight: 3,
    arbitrary: fc.string().map((text) => ({ type: 'question.asked', body: { text, mediaMs: 5 } })),
  },
  fc.nat(30).map((target) => ({ type: 'chat.removed', body: { target } })),
  fc.nat(30).map((target) => ({ type: 'question.removed', body: { target } })),
  fc
    .record({
      question: fc.nat(30),
      state: fc.constantFrom('open', 'answering', 'answered'),
      pinned: fc.boolean(),
      mediaMs: fc.option(fc.nat()),
    })
    .map((changed) => ({ type: 'question.changed', body: changed })),
  fc
    .option(fc.nat())
    .map((untilMs) => ({ type: 'person.muted', body: { person: actor.id, untilMs } })),
  fc
    .record({ slowModeMs: fc.nat(5_000), chatOpen: fc.boolean(), questionsOpen: fc.boolean() })
    .map((settings) => ({ type: 'room.configured', body: settings })),
);

/** Any log of a room, without holes, of up to 40 entries, each of which speaks only of earlier ones. */
export const randomLog: fc.Arbitrary<Entry[]> = fc
  .array(body, { maxLength: 40 })
  .map((bodies) => bodies.map((it, index) => entryAt(index + 1, it.type, it.body)));

function entryAt(seq: number, type: string, drawn: object): Entry {
  const earlier = Object.entries(drawn).map(([key, value]: [string, unknown]) =>
    key === 'target' || key === 'question' ? [key, Number(value) % seq] : [key, value],
  );
  return entry.parse({ seq, atMs: seq, actor, cid: null, type, body: Object.fromEntries(earlier) });
}
