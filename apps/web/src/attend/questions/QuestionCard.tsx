import type { QuestionView } from '@lectern/client/snapshot';
import { ChevronUp, Pin, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { Badge } from '../../ui/Badge.js';
import { Button } from '../../ui/Button.js';
import { classes } from '../../ui/classes.js';
import { ConfirmButton } from '../../ui/ConfirmButton.js';
import { useWords } from '../../words/context.js';
import { countdown } from '../../words/time.js';
import { Name } from '../chat/Name.js';
import { Text } from '../chat/Text.js';

export interface QuestionVerbs {
  canVote: boolean;
  canModerate: boolean;
  onVote: (question: QuestionView) => void;
  onChange: (question: QuestionView, to: Partial<Pick<QuestionView, 'state' | 'pinned'>>) => void;
  onRemove: (question: QuestionView) => void;
}

interface Props {
  question: QuestionView;
  verbs: QuestionVerbs;
}

/** One question, with one big button to say: mine too. */
export const QuestionCard = memo(function QuestionCard({ question, verbs }: Props) {
  const { questions: words } = useWords();
  const { state, pinned, mine, answerMediaMs } = question;
  return (
    <li className={classes('question', `question-${state}`, mine && 'question-mine')}>
      <Vote question={question} verbs={verbs} />
      <div className="question-body">
        {(state === 'answering' || pinned) && (
          <p className="question-marks">
            {state === 'answering' && <Badge tone="accent">{words.answering}</Badge>}
            {pinned && state === 'open' && (
              <Badge tone="quiet">
                <Pin aria-hidden="true" /> {words.pinned}
              </Badge>
            )}
          </p>
        )}
        <p className="question-text">
          <Text text={question.text} reader={null} />
        </p>
        <p className="small quiet">
          {question.author && <Name author={question.author} />}
          {mine && <span> · {words.mine}</span>}
          {state === 'answered' && answerMediaMs !== null && (
            <span> · {words.answeredAt(countdown(answerMediaMs))}</span>
          )}
        </p>
        {(verbs.canModerate || (mine && state === 'open')) && (
          <Actions question={question} verbs={verbs} />
        )}
      </div>
    </li>
  );
});

function Vote({ question, verbs }: Props) {
  const { questions: words } = useWords();
  const { votes, voted, mine, state, text } = question;
  const closed = state === 'answered' || !verbs.canVote || mine;
  if (closed) {
    return (
      <p className="vote vote-closed">
        <span aria-hidden="true">{votes}</span>
        <span className="visually-hidden">{words.votes(votes)}</span>
      </p>
    );
  }
  return (
    <button
      type="button"
      className="vote"
      aria-pressed={voted}
      onClick={() => verbs.onVote(question)}
    >
      <ChevronUp aria-hidden="true" />
      <span className="numbers" aria-hidden="true">
        {votes}
      </span>
      <span className="visually-hidden">
        {words.votes(votes)}. {words.vote(text)}
      </span>
    </button>
  );
}

function Actions({ question, verbs }: Props) {
  const { questions: words } = useWords();
  const { state, pinned, mine } = question;
  const { onChange } = verbs;
  return (
    <div className="question-actions" role="group" aria-label={words.actions}>
      {verbs.canModerate && (
        <>
          {state === 'open' && (
            <Button size="small" onClick={() => onChange(question, { state: 'answering' })}>
              {words.toAnswering}
            </Button>
          )}
          {state !== 'answered' && (
            <Button size="small" onClick={() => onChange(question, { state: 'answered' })}>
              {words.toAnswered}
            </Button>
          )}
          {state !== 'open' && (
            <Button size="small" onClick={() => onChange(question, { state: 'open' })}>
              {words.toOpen}
            </Button>
          )}
          {state === 'open' && (
            <Button size="small" onClick={() => onChange(question, { pinned: !pinned })}>
              {pinned ? words.unpin : words.pin}
            </Button>
          )}
        </>
      )}
      <ConfirmButton
        label={mine ? words.takeBack : words.remove}
        icon={<Trash2 />}
        onConfirm={() => verbs.onRemove(question)}
      />
    </div>
  );
}
