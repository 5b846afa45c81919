import { Global, Module } from '@nestjs/common';
import { Door } from './door.service.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.service.js';

@Global()
@Module({
  controllers: [SessionController],
  providers: [Sessions, Door],
  exports: [Sessions, Door],
})
export class SessionModule {}
