import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { BookingError } from '#booking';
import {
  CheckIn,
  Id128,
  MoveBooking,
  SlipsWish,
  type DeskBells,
  type DeskBooking,
  type MovementSlips,
} from '#protocol';
import { SessionLife } from '../booth/session-life.js';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { Bells } from './bells.js';
import type { BookingRow } from './booking-rows.js';
import { DayBoard } from './day-board.js';
import { DeskCommands } from './desk-commands.js';
import type { Move } from './move-booking.js';
import { refusing } from './refusing.js';
import { Slips } from './slips.js';

/** What the desk does with people on their way: who is at the door, which booth calls, where to go instead. */
@Controller('api/desk')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class DoorController {
  constructor(
    private readonly board: DayBoard,
    private readonly commands: DeskCommands,
    private readonly slips: Slips,
    private readonly bells: Bells,
    private readonly life: SessionLife,
  ) {}

  @Get('bells')
  @Admits({ hosts: ['desk'], who: ['desk'], whileLocked: true })
  open(): Promise<DeskBells> {
    return this.bells.open();
  }

  @Post('bells/:id/going')
  @HttpCode(204)
  going(@Param('id', { schema: Id128 }) id: string, @ThePerson() { id: by }: Person): Promise<void> {
    return refusing(() => this.bells.going(id, by));
  }

  @Post('check-in')
  @HttpCode(200)
  checkIn(@Body({ schema: CheckIn }) { code }: z.infer<typeof CheckIn>): Promise<DeskBooking> {
    return refusing(async () => this.board.one(await this.slips.shown(code, new Date())));
  }

  @Post('slips')
  @HttpCode(200)
  many(@Body({ schema: SlipsWish }) { bookings }: z.infer<typeof SlipsWish>): Promise<MovementSlips> {
    return refusing(async () => ({ slips: await this.slips.makeAll(bookings) }));
  }

  @Post('bookings/:id/move')
  @HttpCode(200)
  move(
    @Param('id', { schema: Id128 }) id: string,
    @Body({ schema: MoveBooking }) { booth }: z.infer<typeof MoveBooking>,
    @ThePerson() { id: by }: Person,
  ): Promise<DeskBooking> {
    return refusing(async () => this.board.one(await this.#moved({ id, booth, by })), this.commands.refused);
  }

  async #moved(move: Move): Promise<BookingRow> {
    try {
      const { answer } = await this.commands.move.run(move);
      this.life.tellWaiting(answer);
      return answer;
    } catch (error) {
      if (!(error instanceof BookingError) || error.code !== 'session-runs') throw error;
    }
    const { answer } = await this.commands.moveSession.run(move);
    await this.life.end(answer.before, 'moved', { by: move.by });
    return answer.row;
  }
}
