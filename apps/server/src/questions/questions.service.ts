import { Injectable } from '@nestjs/common';
import type { Appended, CommandReply } from '@lectern/protocol/commands';
import type { PoolClient } from 'pg';
import { muteRefusal } from '../people/people.rules.js';
import { Pool } from '../database/pool.js';
import { notFound } from '../errors.js';
import type { RoomCall } from '../live/command.js';
import type { LiveRoom } from '../live/live-room.js';
import { Live } from '../live/live.service.js';
import { Log } from '../log/log.service.js';
import { Memo } from '../log/memo.js';
import { wipeBody } from '../log/wipe.js';
import { PeopleService } from '../people/people.service.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { type Asker, type Place, type PersonAsker, actorOf, personOf } from '../session/asker.js';
import { BallotBox } from './ballot-box.js';
import { askRefusal } from './questions.rules.js';

/** Questions and their votes. A question is an entry; its state and its votes are rows beside it. */
@Injectable()
export class QuestionsService {
  readonly #boxes = new Memo((room) => BallotBox.load(this.pool, room));

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
    private readonly live: Live,
    private readonly rooms: RoomsService,
    private readonly people: PeopleService,
  ) {
    log.beforeOpen(async (room) => {
      live.room(room).ballot = await this.#boxes.get(room.scope.id);
    });
    log.on('closed', (room) => this.#boxes.forget(room));
  }

  async ask({ asker, body, place }: RoomCall<'question.ask'>): Promise<Appended> {
    const actor = actorOf(await this.#speaker(asker, place), place);
    const { questionsOpen } = await this.rooms.settings(place.room);
    const refusal = askRefusal(questionsOpen, actor.host);
    if (refusal !== null) throw refusal;
    const { room, box, log } = await this.#open(place.room);
    const appended = await log.append({
      content: { type: 'question.asked', body: { text: body.text, mediaMs: body.mediaMs } },
      actor,
      cid: body.cid,
      project: (tx, seq) => insertQuestion(tx, place.room, seq, actor.id),
    });
    if (!appended.dup) box.open(appended.seq);
    room.stateChanged();
    return appended;
  }

  /** Says one's support for a question, or takes it back. Answered after the commit, with the count. */
  async vote({
    asker,
    body,
    place,
  }: RoomCall<'question.vote'>): Promise<CommandReply<'question.vote'>> {
    const person = await this.#speaker(asker, place);
    const { room, box } = await this.#open(place.room);
    const { question, up } = body;
    const votes = await box.inTurn(async () => {
      await this.#writeVote(place.room, question, person.personId, up);
      return box.count(question, person.personId, up);
    });
    room.stateChanged();
    return { question, up, votes };
  }

  async change({ asker, body, place }: RoomCall<'question.change'>): Promise<Appended> {
    const { question, state, pinned, mediaMs, cid } = body;
    const { log } = await this.#open(place.room);
    return log.append({
      content: { type: 'question.changed', body: { question, state, pinned, mediaMs } },
      actor: actorOf(personOf(asker), place),
      cid,
      project: async (tx) => {
        const found = await tx.query(
          'UPDATE question SET state = $3, pinned = $4 WHERE room_id = $1 AND seq = $2',
          [place.room, question, state, pinned],
        );
        if (found.rowCount === 0) throw notFound('question');
      },
    });
  }

  /** One's own question, or with `question.moderate` anybody's. Its votes go with it. */
  async remove({ asker, body, place }: RoomCall<'question.remove'>): Promise<Appended> {
    const person = personOf(asker);
    const owner = person.holds('question.moderate', place) ? null : person.personId;
    const { room, box, log } = await this.#open(place.room);
    const { target, cid } = body;
    const appended = await log.append({
      content: { type: 'question.removed', body: { target } },
      actor: actorOf(person, place),
      cid,
      project: async (tx) => {
        await wipeBody(tx, { room: place.room, seq: target, type: 'question.asked', owner });
        await tx.query('DELETE FROM question WHERE room_id = $1 AND seq = $2', [
          place.room,
          target,
        ]);
      },
    });
    box.close(target);
    room.stateChanged();
    return appended;
  }

  async #open(
    id: string,
  ): Promise<{ log: Awaited<ReturnType<Log['open']>>; room: LiveRoom; box: BallotBox }> {
    const log = await this.log.open(id);
    return { log, room: this.live.room(log), box: await this.#boxes.get(id) };
  }

  /** The person behind a command, if they may speak here. */
  async #speaker(asker: Asker, place: Place & { room: string }): Promise<PersonAsker> {
    const person = personOf(asker);
    const refusal = muteRefusal(
      await this.people.mutedUntil(place.room, person.personId),
      Date.now(),
    );
    if (refusal !== null) throw refusal;
    return person;
  }

  async #writeVote(room: string, question: number, person: string, up: boolean): Promise<void> {
    const { rowCount } = await this.pool.query(
      'SELECT 1 FROM question WHERE room_id = $1 AND seq = $2',
      [room, question],
    );
    if (rowCount === 0) throw notFound('question');
    const sql = up
      ? 'INSERT INTO vote (room_id, question, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'
      : 'DELETE FROM vote WHERE room_id = $1 AND question = $2 AND person_id = $3';
    await this.pool.query(sql, [room, question, person]);
  }
}

async function insertQuestion(
  tx: PoolClient,
  room: string,
  seq: number,
  asker: string,
): Promise<void> {
  await tx.query('INSERT INTO question (room_id, seq, asker_id) VALUES ($1, $2, $3)', [
    room,
    seq,
    asker,
  ]);
}
