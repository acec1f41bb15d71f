import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  BlockAction,
  type BlockPreview,
  BlockWish,
  type BoothsPlan,
  Holiday,
  HoursWish,
  Id128,
  MoveBooking,
} from '#protocol';
import { refusing } from '../booking/refusing.js';
import { SessionLife } from '../booth/session-life.js';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { BoothDesk } from './booth-desk.js';

/** When booths can be used: opening hours, blocks, the lockdown, and giving them back; and holidays. */
@Controller('api/desk')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class BoothsController {
  constructor(
    private readonly desk: BoothDesk,
    private readonly life: SessionLife,
  ) {}

  @Get('booths')
  plan(): Promise<BoothsPlan> {
    return this.desk.reader.plan();
  }

  @Put('booths/:number/hours')
  async hours(
    @Param('number', { schema: MoveBooking.shape.booth }) booth: string,
    @Body({ schema: HoursWish }) wish: HoursWish,
    @ThePerson() { id: by }: Person,
  ): Promise<BoothsPlan> {
    await refusing(() => this.desk.hours.run({ booth, wish, by }));
    return this.plan();
  }

  @Put('holidays/:day')
  async makeHoliday(
    @Param('day', { schema: Holiday }) day: string,
    @ThePerson() { id: by }: Person,
  ): Promise<BoothsPlan> {
    await refusing(() => this.desk.holiday.run({ day, holiday: true, by }));
    return this.plan();
  }

  @Delete('holidays/:day')
  async makeWorkingDay(
    @Param('day', { schema: Holiday }) day: string,
    @ThePerson() { id: by }: Person,
  ): Promise<BoothsPlan> {
    await refusing(() => this.desk.holiday.run({ day, holiday: false, by }));
    return this.plan();
  }

  @Post('blocks/preview')
  @HttpCode(200)
  preview(@Body({ schema: BlockWish }) wish: BlockWish): Promise<BlockPreview> {
    return refusing(() => this.desk.reader.preview(wish));
  }

  @Post('blocks')
  @HttpCode(201)
  async make(@Body({ schema: BlockAction }) wish: BlockAction, @ThePerson() { id: by }: Person): Promise<BoothsPlan> {
    const { answer } = await refusing(() => this.desk.block.run({ wish, by }));
    for (const row of answer.changed) this.life.tellWaiting(row);
    await Promise.all(answer.ended.map((row) => this.life.end(row, 'ended-by-staff', { by })));
    return this.plan();
  }

  @Post('blocks/:action/lift')
  @HttpCode(200)
  async lift(@Param('action', { schema: Id128 }) action: string, @ThePerson() { id: by }: Person): Promise<BoothsPlan> {
    await refusing(() => this.desk.lift.run({ action, by }));
    return this.plan();
  }
}
