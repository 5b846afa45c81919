import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from './config.js';
import { ChatModule } from './chat/chat.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { HttpModule } from './http/http.module.js';
import { LiveModule } from './live/live.module.js';
import { LogModule } from './log/log.module.js';
import { PeopleModule } from './people/people.module.js';
import { QuestionsModule } from './questions/questions.module.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { SessionModule } from './session/session.module.js';
import { StagesModule } from './stages/stages.module.js';
import { TalksModule } from './talks/talks.module.js';

const below = [DatabaseModule, LogModule, SessionModule, LiveModule];
const domains = [
  PeopleModule,
  RoomsModule,
  TalksModule,
  EventsModule,
  ChatModule,
  QuestionsModule,
  StagesModule,
];

@Global()
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [...below, ...domains, HttpModule],
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
