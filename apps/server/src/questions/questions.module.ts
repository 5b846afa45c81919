import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { QuestionsGateway } from './questions.gateway.js';
import { QuestionsService } from './questions.service.js';

@Module({ imports: [RoomsModule, PeopleModule], providers: [QuestionsService, QuestionsGateway] })
export class QuestionsModule {}
