import { WebSocketGateway } from '@nestjs/websockets';
import { Command, type RoomCall } from '../live/command.js';
import { RoomsService } from './rooms.service.js';

@WebSocketGateway()
export class RoomsGateway {
  constructor(private readonly rooms: RoomsService) {}

  @Command('room.join')
  join(call: RoomCall<'room.join'>) {
    return this.rooms.join(call);
  }

  @Command('room.leave')
  leave(call: RoomCall<'room.leave'>) {
    return this.rooms.leave(call);
  }

  @Command('room.range')
  range(call: RoomCall<'room.range'>) {
    return this.rooms.range(call);
  }

  @Command('room.configure')
  configure(call: RoomCall<'room.configure'>) {
    return this.rooms.configure(call);
  }
}
