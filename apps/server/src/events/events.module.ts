import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { TalksModule } from '../talks/talks.module.js';
import { EventLookupModule } from './event-lookup.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({
  imports: [EventLookupModule, RoomsModule, TalksModule],
  controllers: [EventsController],
  providers: [EventsService],
})
export class EventsModule {}
