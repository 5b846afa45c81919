import { WebSocketGateway } from '@nestjs/websockets';
import { Command, type Call, type RoomCall } from '../live/command.js';
import { StagesService } from './stages.service.js';

@WebSocketGateway()
export class StagesGateway {
  constructor(private readonly stages: StagesService) {}

  @Command('stage.watch')
  watch(call: RoomCall<'stage.watch'>) {
    return this.stages.watch(call);
  }

  @Command('host.attach')
  attach(call: Call<'host.attach'>) {
    return this.stages.attach(call);
  }

  @Command('host.observe')
  observe(call: Call<'host.observe'>) {
    return this.stages.observe(call);
  }
}
