import { Injectable } from '@nestjs/common';
import type { Appended } from '@lectern/protocol/commands';
import type { RoomCall } from '../live/command.js';
import { Log } from '../log/log.service.js';
import type { RoomLog } from '../log/room-log.js';
import { wipeBody } from '../log/wipe.js';
import { PeopleService } from '../people/people.service.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { actorOf, personOf } from '../session/asker.js';
import { postRefusal } from './chat.rules.js';
import { PostTimes } from './post-times.js';

/** Chat: messages are entries of the room's log. */
@Injectable()
export class ChatService {
  readonly #times = new PostTimes();

  constructor(
    private readonly log: Log,
    private readonly rooms: RoomsService,
    private readonly people: PeopleService,
  ) {}

  async post({ asker, body, place }: RoomCall<'chat.post'>): Promise<Appended> {
    const person = personOf(asker);
    const log = await this.log.open(place.room);
    const actor = actorOf(person, place);
    const { text, replyTo, mediaMs, cid } = body;
    const before = await this.#admit(log, actor.id, actor.host, cid);
    try {
      return await log.append({
        content: { type: 'chat.posted', body: { text, replyTo, mediaMs } },
        actor,
        cid,
      });
    } catch (error) {
      // What was not saved does not count for slow mode.
      if (before !== null) this.#times.set(place.room, actor.id, before);
      throw error;
    }
  }

  /** One's own message, or with `chat.moderate` anybody's. */
  async remove({ asker, body, place }: RoomCall<'chat.remove'>): Promise<Appended> {
    const person = personOf(asker);
    const log = await this.log.open(place.room);
    const owner = person.holds('chat.moderate', place) ? null : person.personId;
    return log.append({
      content: { type: 'chat.removed', body: { target: body.target } },
      actor: actorOf(person, place),
      cid: body.cid,
      project: (tx) =>
        wipeBody(tx, { room: place.room, seq: body.target, type: 'chat.posted', owner }),
    });
  }

  /** Lets a post through or refuses it; returns when the person posted before, where slow mode counts it. */
  async #admit(log: RoomLog, person: string, isHost: boolean, cid: string): Promise<number | null> {
    const room = log.scope.id;
    const { slowModeMs, chatOpen } = await this.rooms.settings(room);
    const mutedUntilMs = await this.people.mutedUntil(room, person);
    const nowMs = Date.now();
    const lastPostMs = slowModeMs === 0 ? 0 : this.#times.get(room, person, log.main.recent);
    const refusal = postRefusal({
      isHost,
      isOpen: chatOpen,
      mutedUntilMs,
      slowModeMs,
      lastPostMs,
      nowMs,
    });
    // A retry of what is saved gets its first answer, whatever has happened since.
    if (refusal !== null && !log.main.has(person, cid)) throw refusal;
    if (slowModeMs === 0 || refusal !== null) return null;
    this.#times.set(room, person, nowMs);
    return lastPostMs;
  }
}
