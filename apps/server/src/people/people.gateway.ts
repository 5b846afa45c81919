import { WebSocketGateway } from '@nestjs/websockets';
import { Command, type RoomCall } from '../live/command.js';
import { PeopleService } from './people.service.js';

@WebSocketGateway()
export class PeopleGateway {
  constructor(private readonly people: PeopleService) {}

  @Command('person.mute')
  mute(call: RoomCall<'person.mute'>) {
    return this.people.mute(call);
  }
}
