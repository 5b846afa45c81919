import { Module } from '@nestjs/common';
import { PeopleGateway } from './people.gateway.js';
import { PeopleService } from './people.service.js';

@Module({ providers: [PeopleService, PeopleGateway], exports: [PeopleService] })
export class PeopleModule {}
