import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  BookingWish,
  EndSession as EndBody,
  Id128,
  type DeskBooking,
  type DeskChoices,
  type DeskDay,
  type MovementSlip,
} from '#protocol';
import { EndSession } from '../booth/end-session.js';
import { SessionLife } from '../booth/session-life.js';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { DayBoard } from './day-board.js';
import { DeskCommands } from './desk-commands.js';
import { refusing } from './refusing.js';
import { Slips } from './slips.js';

const DATE = z.iso.date().optional();

@Controller('api/desk')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class DeskController {
  constructor(
    private readonly board: DayBoard,
    private readonly commands: DeskCommands,
    private readonly slips: Slips,
    private readonly sessions: EndSession,
    private readonly life: SessionLife,
  ) {}

  @Get('day')
  async day(@Query('date', { schema: DATE }) date: string | undefined): Promise<DeskDay> {
    await this.life.seal();
    return this.board.day(date);
  }

  @Get('choices')
  choices(): Promise<DeskChoices> {
    return this.board.choices();
  }

  @Post('bookings')
  @HttpCode(201)
  make(@Body({ schema: BookingWish }) wish: BookingWish, @ThePerson() { id: by }: Person): Promise<DeskBooking> {
    return this.commands.alternatives.offered(wish, undefined, () =>
      refusing(async () => this.board.one((await this.commands.make.run({ wish, by })).answer), this.commands.refused),
    );
  }

  @Post('bookings/:id/amend')
  @HttpCode(200)
  amend(
    @Param('id', { schema: Id128 }) id: string,
    @Body({ schema: BookingWish }) wish: BookingWish,
    @ThePerson() { id: by }: Person,
  ): Promise<DeskBooking> {
    const amend = async (): Promise<DeskBooking> => {
      const { answer } = await this.commands.amend.run({ id, wish, by });
      this.life.tellWaiting(answer);
      return this.board.one(answer);
    };
    return this.commands.alternatives.offered(wish, id, () => refusing(amend, this.commands.refused));
  }

  @Post('bookings/:id/cancel')
  @HttpCode(200)
  cancel(
    @Param('id', { schema: Id128 }) id: string,
    @Body({ schema: EndBody }) { code, saidBy }: EndBody,
    @ThePerson() { id: by }: Person,
  ): Promise<DeskBooking> {
    return refusing(async () => {
      const { answer } = await this.commands.cancel.run({ id, code, by, ...(saidBy && { saidBy }) });
      this.life.tellWaiting(answer);
      return this.board.one(answer);
    });
  }

  @Post('bookings/:id/admit')
  @HttpCode(200)
  admit(@Param('id', { schema: Id128 }) id: string, @ThePerson() { id: by }: Person): Promise<DeskBooking> {
    return refusing(async () => this.board.one((await this.commands.admit.run({ id, by })).answer));
  }

  @Post('bookings/:id/slip')
  @HttpCode(200)
  slip(@Param('id', { schema: Id128 }) id: string): Promise<MovementSlip> {
    return refusing(() => this.slips.make(id));
  }

  @Post('bookings/:id/end')
  @HttpCode(200)
  end(
    @Param('id', { schema: Id128 }) id: string,
    @Body({ schema: EndBody }) { code, saidBy }: EndBody,
    @ThePerson() { id: by }: Person,
  ): Promise<DeskBooking> {
    return refusing(async () => this.board.one(await this.sessions.end(id, code, { by, ...(saidBy && { saidBy }) })));
  }
}
