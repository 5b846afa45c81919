import type { QuestionView } from '@lectern/client/snapshot';
import { expect, it } from 'vitest';
import { sortQuestions, waitingCount } from './order.js';

const question = (seq: number, over: Partial<QuestionView> = {}): QuestionView => ({
  seq,
  atMs: seq,
  author: null,
  cid: null,
  text: '?',
  mediaMs: null,
  state: 'open',
  pinned: false,
  answerMediaMs: null,
  changedAtMs: null,
  votes: 0,
  voted: false,
  mine: false,
  ...over,
});
const seqs = (questions: QuestionView[]) => questions.map((it) => it.seq);

const all = [
  question(1, { votes: 2 }),
  question(2, { votes: 5 }),
  question(3, { pinned: true }),
  question(4, { votes: 2 }),
  question(5, { state: 'answering', changedAtMs: 50 }),
  question(6, { state: 'answered', changedAtMs: 10 }),
  question(7, { state: 'answered', changedAtMs: 20 }),
];

it('puts the most wanted first, the older one when equal, and pinned ones above all', () => {
  expect(seqs(sortQuestions(all, 'votes').open)).toEqual([3, 2, 1, 4]);
});

it('puts the newest first when asked to', () => {
  expect(seqs(sortQuestions(all, 'time').open)).toEqual([3, 4, 2, 1]);
});

it('keeps what is being answered apart, and folds the answered', () => {
  const sorted = sortQuestions(all, 'votes');
  expect(seqs(sorted.answering)).toEqual([5]);
  expect(seqs(sorted.answered)).toEqual([7, 6]);
  expect(waitingCount(all)).toBe(5);
});
