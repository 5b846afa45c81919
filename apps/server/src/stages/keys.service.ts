import { Inject, Injectable } from '@nestjs/common';
import { Emitter } from '@lectern/host/emitter';
import type { StreamKeyCreated, streamKeyList } from '@lectern/protocol/http';
import type { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { Prisma } from '../database/prisma.js';
import { hashSecret, newId, newSecret } from '../ids.js';

interface KeyEvents extends Record<string, unknown[]> {
  /** A room's keys changed: stage hosts have to know. */
  changed: [];
}

interface KeyRow {
  id: string;
  createdAt: Date;
  expiresAt: Date | null;
  hint: string;
}

const viewOf = ({ id, createdAt, expiresAt, hint }: KeyRow) => ({
  id,
  createdMs: createdAt.getTime(),
  expiresMs: expiresAt?.getTime() ?? null,
  hint,
});

/** Keys open stages. They are shown once and stored as SHA-256: 160 random bits need no slower hash. */
@Injectable()
export class KeysService extends Emitter<KeyEvents> {
  constructor(
    private readonly prisma: Prisma,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  async list(roomId: string): Promise<z.output<typeof streamKeyList>> {
    const keys = await this.prisma.streamKey.findMany({
      where: { roomId },
      orderBy: { createdAt: 'desc' },
    });
    return { rtmpUrl: this.config.rtmpUrl, keys: keys.map(viewOf) };
  }

  /** Makes a new key for the room and ends the old ones. */
  async rotate(roomId: string): Promise<StreamKeyCreated> {
    const key = newSecret();
    const data = { id: newId(), roomId, hash: hashSecret(key), hint: key.slice(-4) };
    const [, row] = await this.prisma.$transaction([
      this.prisma.streamKey.deleteMany({ where: { roomId } }),
      this.prisma.streamKey.create({ data }),
    ]);
    this.emit('changed');
    return { rtmpUrl: this.config.rtmpUrl, key, view: viewOf(row) };
  }

  /** SHA-256 of the valid keys, by room. */
  async hashes(): Promise<Map<string, string[]>> {
    const keys = await this.prisma.streamKey.findMany({
      where: { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    });
    const byRoom = Map.groupBy(keys, ({ roomId }) => roomId);
    return new Map(
      [...byRoom].map(([room, rows]) => [room, rows.slice(0, 8).map(({ hash }) => hash)]),
    );
  }
}
