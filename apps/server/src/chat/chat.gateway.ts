import { WebSocketGateway } from '@nestjs/websockets';
import { Command, type RoomCall } from '../live/command.js';
import { ChatService } from './chat.service.js';

@WebSocketGateway()
export class ChatGateway {
  constructor(private readonly chat: ChatService) {}

  @Command('chat.post')
  post(call: RoomCall<'chat.post'>) {
    return this.chat.post(call);
  }

  @Command('chat.remove')
  remove(call: RoomCall<'chat.remove'>) {
    return this.chat.remove(call);
  }
}
