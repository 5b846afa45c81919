import type { Message } from '@lectern/client/fold';

/** How many messages are in the page while one reads the newest. */
export const CAP = 120;
/** How many more come with each step back. */
export const STEP = 100;

/** Where the shown part begins: with the newest `CAP`, or where the reader went back to. */
export function firstShown(messages: readonly Message[], fromSeq: number | null): number {
  if (fromSeq === null) return Math.max(0, messages.length - CAP);
  const at = messages.findIndex((message) => message.seq >= fromSeq);
  return at < 0 ? Math.max(0, messages.length - CAP) : at;
}

/** How many messages of others came after `seq`. */
export function countAfter(messages: readonly Message[], seq: number): number {
  return messages.length - 1 - messages.findLastIndex((message) => message.seq <= seq);
}

/** The message with this `seq`; null when it is not among those we have. */
export function messageAt(messages: readonly Message[], seq: number): Message | null {
  let low = 0;
  let high = messages.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const message = messages[middle];
    if (!message) return null;
    if (message.seq === seq) return message;
    if (message.seq < seq) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

const TOGETHER_MS = 3 * 60_000;

/** True when the message goes on under the name above it. */
export function continues(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.author !== null &&
    before.author.id === message.author?.id &&
    before.author.name === message.author.name &&
    before.text !== null &&
    message.replyTo === null &&
    message.atMs - before.atMs < TOGETHER_MS
  );
}
