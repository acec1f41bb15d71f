import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  AcceptOffer,
  type AttorneyClients,
  type ConsultationRequest,
  Id128,
  type Requests,
  RequestWish,
} from '#protocol';
import { refusing } from '../booking/refusing.js';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { RequestDesk } from './request-desk.js';

/** An attorney asks for time with own clients, and answers own offers. */
@Controller('api/attorney')
@Admits({ hosts: ['attorney'], who: ['attorney'] })
export class AttorneyRequestsController {
  constructor(private readonly desk: RequestDesk) {}

  @Get('requests')
  requests(@ThePerson() { id }: Person): Promise<Requests> {
    return this.desk.board.of(id);
  }

  @Get('clients')
  clients(@ThePerson() { id }: Person): Promise<AttorneyClients> {
    return this.desk.clients(id);
  }

  @Post('requests')
  @HttpCode(201)
  make(@Body({ schema: RequestWish }) wish: RequestWish, @ThePerson() { id }: Person): Promise<ConsultationRequest> {
    return refusing(() => this.desk.make({ wish: { ...wish, attorney: id }, askedBy: 'attorney', by: id }));
  }

  @Post('requests/:id/accept')
  @HttpCode(204)
  accept(
    @Param('id', { schema: Id128 }) request: string,
    @Body({ schema: AcceptOffer }) { slot }: AcceptOffer,
    @ThePerson() { id }: Person,
  ): Promise<void> {
    return this.desk.accept({ request, by: id, attorney: id, ...(slot && { slot }) });
  }
}
