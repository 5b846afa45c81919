import type { Entry } from '@lectern/protocol/entries';
import { applyAll, emptyFold, type Fold } from './fold.js';

/** A stretch of a topic's log with its fold. `from` is the `seq` of its first entry. */
export interface History {
  from: number;
  entries: readonly Entry[];
  fold: Fold;
}

export const historyFrom = (from: number): History => ({ from, entries: [], fold: emptyFold });

/** append adds what comes next. */
export function append(history: History, ready: readonly Entry[]): History {
  if (ready.length === 0) return history;
  const entries = blank([...history.entries, ...ready], ready);
  return { ...history, entries, fold: applyAll(history.fold, ready) };
}

/** prepend adds an older stretch, which must end where this one begins; newer entries may speak of it, so all is folded again. */
export function prepend(history: History, older: readonly Entry[]): History {
  const before = older.filter((entry) => entry.seq < history.from);
  const first = before[0];
  if (!first) return history;
  const entries = blank([...before, ...history.entries], history.entries);
  return { from: first.seq, entries, fold: applyAll(emptyFold, entries) };
}

/** A removed text leaves this store too. */
function blank(entries: readonly Entry[], by: readonly Entry[]): readonly Entry[] {
  const messages = targets(by, 'chat.removed');
  const questions = targets(by, 'question.removed');
  if (messages.size + questions.size === 0) return entries;
  return entries.map((entry) => {
    if (entry.type === 'chat.posted' && messages.has(entry.seq)) return { ...entry, body: null };
    if (entry.type === 'question.asked' && questions.has(entry.seq))
      return { ...entry, body: null };
    return entry;
  });
}

function targets(
  entries: readonly Entry[],
  type: 'chat.removed' | 'question.removed',
): ReadonlySet<number> {
  return new Set(entries.flatMap((entry) => (entry.type === type ? entry.body.target : [])));
}
