import type { QuestionView } from '@lectern/client/snapshot';

export interface DeskOrder {
  open: QuestionView[];
  answered: QuestionView[];
}

const rank = ({ state, pinned }: QuestionView) => (state === 'answering' ? 0 : pinned ? 1 : 2);

/** What is being answered first, then what is pinned, then by votes, then by age; answered ones apart, the latest first. */
export function deskOrder(questions: readonly QuestionView[]): DeskOrder {
  const open = questions
    .filter((it) => it.state !== 'answered')
    .toSorted((a, b) => rank(a) - rank(b) || b.votes - a.votes || a.seq - b.seq);
  const answered = questions
    .filter((it) => it.state === 'answered')
    .toSorted((a, b) => (b.changedAtMs ?? 0) - (a.changedAtMs ?? 0));
  return { open, answered };
}
