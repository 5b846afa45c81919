import type { QuestionView } from '@lectern/client/snapshot';

export interface Sorted {
  /** Being answered now. */
  answering: QuestionView[];
  /** Open ones: pinned first, then in the chosen order. */
  open: QuestionView[];
  /** The last answered one first. */
  answered: QuestionView[];
}

/** Puts the questions where they belong on the page. */
export function sortQuestions(questions: readonly QuestionView[], order: 'votes' | 'time'): Sorted {
  const chosen = (a: QuestionView, b: QuestionView) =>
    order === 'votes' ? b.votes - a.votes || a.seq - b.seq : b.seq - a.seq;
  const of = (state: QuestionView['state']) =>
    questions.filter((question) => question.state === state);
  return {
    answering: of('answering').toSorted((a, b) => (b.changedAtMs ?? 0) - (a.changedAtMs ?? 0)),
    open: of('open').toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || chosen(a, b)),
    answered: of('answered').toSorted((a, b) => (b.changedAtMs ?? 0) - (a.changedAtMs ?? 0)),
  };
}

/** How many still wait for an answer. */
export const waitingCount = (questions: readonly QuestionView[]): number =>
  questions.filter((question) => question.state !== 'answered').length;
