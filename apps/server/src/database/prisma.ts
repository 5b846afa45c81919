import { Injectable, Inject, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { CONFIG, type Config } from '../config.js';
import { PrismaClient } from '../generated/prisma/client.js';
import { poolSettings } from './pool.js';

/** Prisma is the repository of everything that is not the hot path. */
@Injectable()
export class Prisma extends PrismaClient implements OnApplicationShutdown {
  constructor(@Inject(CONFIG) config: Config) {
    super({ adapter: new PrismaPg(poolSettings(config.databaseUrl)) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
