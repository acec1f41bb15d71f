import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Connection } from '#postgres';
import { BoothCheck, type BoothCheckState } from '#protocol';
import { Admits } from '../hosts/admits.js';
import { TheKiosk } from '../hosts/visitor-param.js';
import type { Kiosk } from '../people/visitor.js';
import { checkIsDue, keepCheck } from './booth-checks.js';

/** A booth's look at itself: whether it is due, and what it found. */
@Controller('api/kiosk/check')
@Admits({ hosts: ['kiosk'], who: 'kiosk' })
export class BoothChecksController {
  constructor(private readonly database: Connection) {}

  @Get()
  async state(@TheKiosk() { booth }: Kiosk): Promise<BoothCheckState> {
    return { due: await checkIsDue(this.database.db, booth, new Date()) };
  }

  @Post()
  @HttpCode(204)
  found(@TheKiosk() { booth }: Kiosk, @Body({ schema: BoothCheck }) { faults }: BoothCheck): Promise<void> {
    return keepCheck(this.database.db, booth, faults, new Date());
  }
}
