import { Global, Module } from '@nestjs/common';
import { Log } from './log.service.js';

@Global()
@Module({ providers: [Log], exports: [Log] })
export class LogModule {}
