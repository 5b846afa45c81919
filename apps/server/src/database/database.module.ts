import { Global, Module } from '@nestjs/common';
import { Pool } from './pool.js';
import { Prisma } from './prisma.js';

@Global()
@Module({ providers: [Pool, Prisma], exports: [Pool, Prisma] })
export class DatabaseModule {}
