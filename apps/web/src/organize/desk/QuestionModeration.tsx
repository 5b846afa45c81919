import type { QuestionChange, RoomStore } from '@lectern/client/room';
import type { QuestionView } from '@lectern/client/snapshot';
import type { KeyboardEvent } from 'react';
import { Badge } from '../../ui/Badge.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { classes } from '../../ui/classes.js';
import { useAction } from '../useAction.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { deskOrder } from './question-order.js';
import { useRows } from './useRows.js';

interface QuestionModerationProps {
  store: RoomStore;
  questions: readonly QuestionView[];
}

/** The questions: what is being answered on top, then pinned ones, then by votes; answered ones fold below. */
export function QuestionModeration({ store, questions }: QuestionModerationProps) {
  const w = useDeskWords();
  const { run, error } = useAction();
  const { open, answered } = deskOrder(questions);
  const all = [...open, ...answered].map((it) => it.seq);
  const rows = useRows(all, all[0]);
  const change = ({ seq, state, pinned }: QuestionView, to: Partial<QuestionChange>) =>
    void run(() => store.changeQuestion(seq, { state, pinned, ...to }));
  const remove = ({ seq }: QuestionView) => void run(() => store.removeQuestion(seq));
  const item = (question: QuestionView) => (
    <Item
      key={question.seq}
      question={question}
      row={rows.row(question.seq)}
      onChange={change}
      onRemove={remove}
    />
  );
  return (
    <div className="lines-frame">
      {error && (
        <Notice tone="bad" announce>
          {error}
        </Notice>
      )}
      <div className="lines-scroll" {...rows.list}>
        {questions.length === 0 && <p className="quiet lines-empty">{w.moderate.emptyQuestions}</p>}
        <ol role="list" className="lines" aria-label={w.moderate.questions}>
          {open.map(item)}
        </ol>
        {answered.length > 0 && (
          <details className="lines-answered">
            <summary>{w.moderate.answered(answered.length)}</summary>
            <ol role="list" className="lines">
              {answered.map(item)}
            </ol>
          </details>
        )}
      </div>
      <p className="quiet small lines-keys">
        {w.moderate.keysHint} {w.moderate.questionKeys}
      </p>
    </div>
  );
}

interface ItemProps {
  question: QuestionView;
  row: ReturnType<ReturnType<typeof useRows>['row']>;
  onChange: (question: QuestionView, to: Partial<QuestionChange>) => void;
  onRemove: (question: QuestionView) => void;
}

function Item({ question, row, onChange, onRemove }: ItemProps) {
  const w = useDeskWords();
  const { state, pinned } = question;
  const toggle = (to: 'answering' | 'answered') =>
    onChange(question, { state: state === to ? 'open' : to });
  const pin = () => onChange(question, { pinned: !pinned });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const key = event.key.toLowerCase();
    if (key === 'n') toggle('answering');
    else if (key === 'd') toggle('answered');
    else if (key === 'p') pin();
    else if (key === 'delete' || key === 'backspace') onRemove(question);
  };
  const button = (
    words: string,
    onClick: () => void,
    look: 'quiet' | 'primary' | 'danger' = 'quiet',
  ) => (
    <Button
      size="small"
      look={look}
      tabIndex={row.tabIndex}
      aria-label={`${words}: ${question.text}`}
      onClick={onClick}
    >
      {words}
    </Button>
  );
  return (
    <li
      className={classes('line', state === 'answering' && 'line-answering')}
      {...row}
      onKeyDown={onKeyDown}
    >
      <p className="line-head">
        <span className="numbers line-votes">{w.moderate.votes(question.votes)}</span>
        <bdi className="quiet small">{question.author?.name ?? w.moderate.guest}</bdi>
        {state === 'answering' && <Badge tone="accent">{w.moderate.answering}</Badge>}
        {pinned && <Badge tone="quiet">{w.moderate.pinned}</Badge>}
      </p>
      <p className="line-text" dir="auto">
        {question.text}
      </p>
      <div className="line-actions line-actions-always">
        {state !== 'answered' &&
          (state === 'answering'
            ? button(w.moderate.toOpen, () => toggle('answering'))
            : button(w.moderate.toAnswering, () => toggle('answering')))}
        {state === 'answered'
          ? button(w.moderate.toOpen, () => toggle('answered'))
          : button(
              w.moderate.toAnswered,
              () => toggle('answered'),
              state === 'answering' ? 'primary' : 'quiet',
            )}
        {button(pinned ? w.moderate.unpin : w.moderate.pin, pin)}
        {button(w.moderate.remove, () => onRemove(question), 'danger')}
      </div>
    </li>
  );
}
