import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Antechamber, findRoom, RefusalDelay } from './admission.js';

const hash = (key: string): string => createHash('sha256').update(key).digest('hex');

describe('findRoom', () => {
  const keys = [
    { room: 'a', keyHash: hash('key a') },
    { room: 'b', keyHash: hash('key b') },
  ];

  it('finds the room that a key opens', () => {
    expect(findRoom('key b', keys)?.room).toBe('b');
  });

  it('finds nothing for another key, for a hash, or without keys', () => {
    expect(findRoom('key c', keys)).toBeNull();
    expect(findRoom(hash('key a'), keys)).toBeNull();
    expect(findRoom('key a', [])).toBeNull();
    expect(findRoom('', [{ room: 'a', keyHash: '' }])).toBeNull();
  });
});

describe('RefusalDelay', () => {
  it('is nothing for ten wrong keys, and grows to 5 s', () => {
    const delay = new RefusalDelay();
    const waits = Array.from({ length: 17 }, () => delay.refuse('1.2.3.4', 0));
    expect(waits).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000, 2_000, 3_000, 4_000, 5_000, 5_000, 5_000,
    ]);
    expect(delay.refuse('5.6.7.8', 0)).toBe(0);
  });

  it('forgets after ten quiet minutes', () => {
    const delay = new RefusalDelay();
    for (let at = 0; at < 20; at += 1) delay.refuse('1.2.3.4', 0);
    expect(delay.refuse('1.2.3.4', 10 * 60_000)).toBe(0);
  });
});

describe('Antechamber', () => {
  it('holds 16 of one address and 200 in all', () => {
    const chamber = new Antechamber();
    const mine = Array.from({ length: 17 }, () => chamber.enter('a'));
    expect(mine.filter(Boolean)).toHaveLength(16);
    const all = Array.from({ length: 250 }, (_, at) => chamber.enter(`b${at}`));
    expect(all.filter(Boolean)).toHaveLength(184);
    chamber.leave('a');
    expect(chamber.enter('a')).toBe(true);
    expect(chamber.enter('c')).toBe(false);
  });
});
