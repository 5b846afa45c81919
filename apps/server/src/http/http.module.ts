import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { invalid } from '../errors.js';
import { StagesModule } from '../stages/stages.module.js';
import { CommandsController } from './commands.controller.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';

@Module({
  imports: [StagesModule],
  controllers: [CommandsController, HealthController],
  providers: [
    Metrics,
    { provide: APP_FILTER, useClass: ProblemFilter },
    {
      provide: APP_PIPE,
      useFactory: () => new StandardSchemaValidationPipe({ exceptionFactory: invalid }),
    },
  ],
})
export class HttpModule {}
