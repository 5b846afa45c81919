import type { Entry } from '@lectern/protocol/entries';
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

/** Any log of a room, without holes, of up to 40 entries. */
export const randomLog: fc.Arbitrary<Entry[]> = fc
  .array(body, { maxLength: 40 })
  .map((bodies) =>
    bodies.map((it, index) => ({ seq: index + 1, atMs: index, actor, cid: null, ...it }) as Entry),
  );
