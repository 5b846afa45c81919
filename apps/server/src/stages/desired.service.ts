import { Injectable, Logger } from '@nestjs/common';
import { Emitter } from '@lectern/host/emitter';
import type { DesiredState } from '@lectern/protocol/stage';
import { Prisma } from '../database/prisma.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { TalksService } from '../talks/talks.service.js';
import { KeysService } from './keys.service.js';

interface DesiredEvents extends Record<string, unknown[]> {
  /** A newer document: its revision is above every earlier one, also across restarts. */
  changed: [desired: DesiredState];
}

const RETRY_MS = 1_000;

/** DesiredService writes the document that says what the stages of a host should be. */
@Injectable()
export class DesiredService extends Emitter<DesiredEvents> {
  readonly #logger = new Logger('stages');
  #current: Promise<DesiredState> | null = null;
  #publishing = false;
  #again = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly prisma: Prisma,
    private readonly rooms: RoomsService,
    private readonly talks: TalksService,
    private readonly keys: KeysService,
  ) {
    super();
    for (const source of [rooms, talks, keys]) source.on('changed', () => void this.#publish());
  }

  /** The document as it is now. */
  current(): Promise<DesiredState> {
    this.#current ??= this.#write().catch((error: unknown) => {
      this.#current = null;
      throw error;
    });
    return this.#current;
  }

  /** Writes and tells a new document; changes that come meanwhile are told in one more. */
  async #publish(): Promise<void> {
    this.#again = true;
    if (this.#publishing) return;
    this.#publishing = true;
    try {
      while (this.#again) {
        this.#again = false;
        const desired = await this.#write();
        this.#current = Promise.resolve(desired);
        this.emit('changed', desired);
      }
    } catch (error) {
      this.#logger.warn(`stage hosts could not be told of a change: ${String(error)}`);
      setTimeout(() => void this.#publish(), RETRY_MS).unref();
    } finally {
      this.#publishing = false;
    }
  }

  /** One document after the other: a later revision is never older in what it says. */
  #write(): Promise<DesiredState> {
    const turn = this.#turn.then(() => this.#compose());
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #compose(): Promise<DesiredState> {
    const { desiredRevision } = await this.prisma.installation.update({
      where: { id: 1 },
      data: { desiredRevision: { increment: 1 } },
      select: { desiredRevision: true },
    });
    const [stages, hashes, talks] = await Promise.all([
      this.rooms.stages(),
      this.keys.hashes(),
      this.talks.liveTalks(),
    ]);
    return {
      revision: desiredRevision,
      stages: stages.map((stage) => ({
        ...stage,
        keyHashes: hashes.get(stage.room) ?? [],
        talk: talks.get(stage.room) ?? null,
      })),
    };
  }
}
