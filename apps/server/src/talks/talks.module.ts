import { Module } from '@nestjs/common';
import { EventLookupModule } from '../events/event-lookup.js';
import { TalksController } from './talks.controller.js';
import { TalksService } from './talks.service.js';

@Module({
  imports: [EventLookupModule],
  controllers: [TalksController],
  providers: [TalksService],
  exports: [TalksService],
})
export class TalksModule {}
