import { useMemo } from 'react';
import { Select } from '../../ui/Field.js';
import { useStore } from '../../ui/store.js';
import { useWords } from '../../words/context.js';
import { DeliveryRow } from '../chat/DeliveryRow.js';
import { useNaming } from '../name/NameGate.js';
import { prefer, preferences } from '../preferences.js';
import { useRoomHere } from '../stage/room-context.js';
import { AskBox } from './AskBox.js';
import { sortQuestions } from './order.js';
import { QuestionCard, type QuestionVerbs } from './QuestionCard.js';
import './questions.css';

/** The questions to the speaker: asked on top, the most wanted first, the answered folded below. */
export function Questions() {
  const { questions: words } = useWords();
  const { store, snapshot } = useRoomHere();
  const order = useStore(preferences).questionOrder;
  const { questions } = snapshot;
  const sorted = useMemo(() => sortQuestions(questions, order), [questions, order]);
  const deliveries = snapshot.deliveries.filter((it) => it.what.command === 'question.ask');
  const verbs = useQuestionVerbs();
  const card = (question: (typeof questions)[number]) => (
    <QuestionCard key={question.seq} question={question} verbs={verbs} />
  );
  return (
    <div className="questions">
      <AskBox />
      {deliveries.map((delivery) => (
        <DeliveryRow
          key={delivery.what.cid}
          delivery={delivery}
          store={store}
          connected={snapshot.phase === 'in'}
        />
      ))}
      {sorted.answering.length > 0 && (
        <ul role="list" className="questions-list" aria-label={words.answering}>
          {sorted.answering.map(card)}
        </ul>
      )}
      {sorted.open.length > 1 && (
        <Select
          className="questions-order"
          label={words.sort}
          value={order}
          onChange={(event) =>
            prefer({ questionOrder: event.target.value === 'time' ? 'time' : 'votes' })
          }
        >
          <option value="votes">{words.byVotes}</option>
          <option value="time">{words.byTime}</option>
        </Select>
      )}
      {questions.length + deliveries.length === 0 && (
        <p className="empty">{snapshot.settings.questionsOpen ? words.empty : words.emptyClosed}</p>
      )}
      <ul role="list" className="questions-list" aria-label={words.list}>
        {sorted.open.map(card)}
      </ul>
      {sorted.answered.length > 0 && (
        <details className="questions-answered">
          <summary>{words.answered(sorted.answered.length)}</summary>
          <ul role="list" className="questions-list">
            {sorted.answered.map(card)}
          </ul>
        </details>
      )}
    </div>
  );
}

function useQuestionVerbs(): QuestionVerbs {
  const { store, snapshot, act, mediaMs } = useRoomHere();
  const { named } = useNaming();
  const { verbs } = snapshot;
  return useMemo(
    () => ({
      canVote: verbs.has('question.vote'),
      canModerate: verbs.has('question.moderate'),
      onVote: (question) => named(() => act(store.vote(question.seq, !question.voted))),
      onChange: (question, to) =>
        act(
          store.changeQuestion(question.seq, {
            state: question.state,
            pinned: question.pinned,
            ...to,
            mediaMs: mediaMs(),
          }),
        ),
      onRemove: (question) => act(store.removeQuestion(question.seq)),
    }),
    [verbs, named, act, store, mediaMs],
  );
}
