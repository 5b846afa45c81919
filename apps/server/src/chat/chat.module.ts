import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { ChatGateway } from './chat.gateway.js';
import { ChatService } from './chat.service.js';

@Module({ imports: [RoomsModule, PeopleModule], providers: [ChatService, ChatGateway] })
export class ChatModule {}
