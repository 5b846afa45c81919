import type { Pool } from 'pg';
import type { Ballot } from '../live/live-room.js';

/** BallotBox is the votes of one room in memory: a tally is the number of voters, never a counter. */
export class BallotBox implements Ballot {
  readonly #voters = new Map<number, Set<string>>();
  #queue: Promise<unknown> = Promise.resolve();

  static async load(pool: Pool, room: string): Promise<BallotBox> {
    const { rows } = await pool.query<{ seq: string; person_id: string | null }>(
      `SELECT question.seq, vote.person_id FROM question
         LEFT JOIN vote ON vote.room_id = question.room_id AND vote.question = question.seq
        WHERE question.room_id = $1`,
      [room],
    );
    const box = new BallotBox();
    for (const { seq, person_id: person } of rows) {
      box.open(Number(seq));
      if (person !== null) box.#voters.get(Number(seq))?.add(person);
    }
    return box;
  }

  open(question: number): void {
    if (!this.#voters.has(question)) this.#voters.set(question, new Set());
  }

  close(question: number): void {
    this.#voters.delete(question);
  }

  tallies(): Record<string, number> {
    return Object.fromEntries(
      [...this.#voters].map(([question, voters]) => [question, voters.size]),
    );
  }

  votesOf(person: string): number[] {
    return [...this.#voters].flatMap(([question, voters]) =>
      voters.has(person) ? [question] : [],
    );
  }

  /** Notes a saved vote; returns how many there are now. */
  count(question: number, person: string, up: boolean): number {
    const voters = this.#voters.get(question);
    if (up) voters?.add(person);
    else voters?.delete(person);
    return voters?.size ?? 0;
  }

  /** Runs the writes of votes one after the other, so that memory sees them in the order of their commits. */
  inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(write);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
