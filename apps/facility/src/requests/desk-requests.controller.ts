import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import {
  AcceptOffer,
  type ConsultationRequest,
  DeskRequestWish,
  HearingWish,
  Id128,
  type Requests,
  WithdrawRequest,
} from '#protocol';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { refusing } from '../booking/refusing.js';
import { RequestDesk } from './request-desk.js';

/** The queue, and what the desk does with a request. */
@Controller('api/desk')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class DeskRequestsController {
  constructor(private readonly desk: RequestDesk) {}

  @Get('queue')
  queue(): Promise<Requests> {
    return this.desk.board.queue();
  }

  @Post('requests')
  @HttpCode(201)
  make(
    @Body({ schema: DeskRequestWish }) wish: DeskRequestWish,
    @ThePerson() { id: by }: Person,
  ): Promise<ConsultationRequest> {
    return refusing(() => this.desk.make({ wish, askedBy: 'desk', by }));
  }

  @Post('requests/:id/accept')
  @HttpCode(204)
  accept(
    @Param('id', { schema: Id128 }) id: string,
    @Body({ schema: AcceptOffer }) { slot }: AcceptOffer,
    @ThePerson() { id: by }: Person,
  ): Promise<void> {
    return this.desk.accept({ request: id, by, ...(slot && { slot }) });
  }

  @Post('requests/:id/hearing')
  @HttpCode(204)
  async hearing(
    @Param('id', { schema: Id128 }) id: string,
    @Body({ schema: HearingWish }) { at, confirmed }: z.infer<typeof HearingWish>,
    @ThePerson() { id: by }: Person,
  ): Promise<void> {
    await refusing(() => this.desk.commands.hearing.run({ request: id, at: new Date(at), confirmed, by }));
  }

  @Post('requests/:id/withdraw')
  @HttpCode(204)
  async withdraw(
    @Param('id', { schema: Id128 }) id: string,
    @Body({ schema: WithdrawRequest }) { reason }: z.infer<typeof WithdrawRequest>,
    @ThePerson() { id: by }: Person,
  ): Promise<void> {
    await refusing(() => this.desk.commands.withdraw.run({ request: id, reason, by }));
  }
}
