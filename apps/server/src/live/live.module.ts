import { Global, Module } from '@nestjs/common';
import { CommandDoor } from './command-door.js';
import { Live } from './live.service.js';

@Global()
@Module({ providers: [Live, CommandDoor], exports: [Live, CommandDoor] })
export class LiveModule {}
