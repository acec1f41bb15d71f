import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import {
  AddPerson,
  type CourtChoices,
  HandOverHearing,
  type HearingDay,
  type HearingHandedOver,
  HearingImport,
  type HearingImportReport,
  type HearingMinute,
  type HearingRow,
  Id128,
  type LinkMade,
  LinkWish,
  MoveHearing,
  type PersonAdded,
  ScheduleHearing,
} from '#protocol';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { HearingDesk } from './hearing-desk.js';
import { minuteCsv } from './minute-csv.js';

const DAY = z.iso.date().optional();
const AS = z.literal('csv').optional();

/** A clerk's hearings: the day's list, personal links, the minute. */
@Controller('api/court/hearings')
@Admits({ hosts: ['court'], who: ['clerk'] })
export class CourtController {
  constructor(private readonly desk: HearingDesk) {}

  @Get()
  day(@Query('day', { schema: DAY }) day: string | undefined, @ThePerson() { id }: Person): Promise<HearingDay> {
    return this.desk.board.day(id, day);
  }

  @Post()
  schedule(@Body({ schema: ScheduleHearing }) wish: ScheduleHearing, @ThePerson() clerk: Person): Promise<HearingRow> {
    return this.desk.schedule(wish, clerk);
  }

  @Post('import')
  @HttpCode(200)
  import(
    @Body({ schema: HearingImport }) list: HearingImport,
    @ThePerson() clerk: Person,
  ): Promise<HearingImportReport> {
    return this.desk.import(list, clerk);
  }

  @Get('choices')
  choices(@ThePerson() { id }: Person): Promise<CourtChoices> {
    return this.desk.board.choices(id);
  }

  @Post(':id/move')
  @HttpCode(200)
  move(
    @Param('id', { schema: Id128 }) hearing: string,
    @Body({ schema: MoveHearing }) wish: MoveHearing,
    @ThePerson() { id: by }: Person,
  ): Promise<HearingRow> {
    return this.desk.move(hearing, wish, by);
  }

  @Post(':id/people')
  add(
    @Param('id', { schema: Id128 }) hearing: string,
    @Body({ schema: AddPerson }) wish: AddPerson,
    @ThePerson() { id: by }: Person,
  ): Promise<PersonAdded> {
    return this.desk.add(hearing, wish, by);
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  handOver(
    @Param('id', { schema: Id128 }) hearing: string,
    @Body({ schema: HandOverHearing }) { clerk }: HandOverHearing,
    @ThePerson() { id: by }: Person,
  ): Promise<HearingHandedOver> {
    return this.desk.handOver(hearing, clerk, by);
  }

  @Post(':id/links')
  link(
    @Param('id', { schema: Id128 }) hearing: string,
    @Body({ schema: LinkWish }) { seat }: z.infer<typeof LinkWish>,
    @ThePerson() { id: by }: Person,
  ): Promise<LinkMade> {
    return this.desk.link(hearing, seat, by);
  }

  @Get(':id/minute')
  async minute(
    @Param('id', { schema: Id128 }) hearing: string,
    @Query('as', { schema: AS }) as: 'csv' | undefined,
    @ThePerson() { id }: Person,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<HearingMinute | string> {
    const { lines, people } = await this.desk.board.minute(id, hearing);
    if (as === undefined) return { hearing, lines };
    response.setHeader('Content-Type', 'text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="minute.csv"');
    return minuteCsv(lines, people);
  }
}
