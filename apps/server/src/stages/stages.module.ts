import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { TalksModule } from '../talks/talks.module.js';
import { DesiredService } from './desired.service.js';
import { KeysService } from './keys.service.js';
import { StagesController } from './stages.controller.js';
import { StagesGateway } from './stages.gateway.js';
import { StagesService } from './stages.service.js';

@Module({
  imports: [RoomsModule, TalksModule],
  controllers: [StagesController],
  providers: [KeysService, DesiredService, StagesService, StagesGateway],
  exports: [StagesService],
})
export class StagesModule {}
