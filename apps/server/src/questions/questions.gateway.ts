import { WebSocketGateway } from '@nestjs/websockets';
import { Command, type RoomCall } from '../live/command.js';
import { QuestionsService } from './questions.service.js';

@WebSocketGateway()
export class QuestionsGateway {
  constructor(private readonly questions: QuestionsService) {}

  @Command('question.ask')
  ask(call: RoomCall<'question.ask'>) {
    return this.questions.ask(call);
  }

  @Command('question.vote')
  vote(call: RoomCall<'question.vote'>) {
    return this.questions.vote(call);
  }

  @Command('question.change')
  change(call: RoomCall<'question.change'>) {
    return this.questions.change(call);
  }

  @Command('question.remove')
  remove(call: RoomCall<'question.remove'>) {
    return this.questions.remove(call);
  }
}
