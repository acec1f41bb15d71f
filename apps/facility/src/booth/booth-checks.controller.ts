import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Connection } from '#postgres';
import { BoothCheck, type BoothCheckState, type BoothTestCode, BoothTestWish, OpenBoothTest } from '#protocol';
import { refusing } from '../booking/refusing.js';
import { Admits } from '../hosts/admits.js';
import { TheKiosk } from '../hosts/visitor-param.js';
import type { Kiosk } from '../people/visitor.js';
import { checkIsDue, keepCheck } from './booth-checks.js';
import { askForTest, openTest, testIsAsked } from './booth-tests.js';

/** A booth's look at itself: whether it is due or asked for, and what it found. */
@Controller('api')
export class BoothChecksController {
  constructor(private readonly database: Connection) {}

  @Get('kiosk/check')
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  async state(@TheKiosk() { booth }: Kiosk): Promise<BoothCheckState> {
    const { db } = this.database;
    const now = new Date();
    return { due: await checkIsDue(db, booth, now), test: await testIsAsked(db, booth, now) };
  }

  @Post('kiosk/check')
  @HttpCode(204)
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  found(@TheKiosk() { booth }: Kiosk, @Body({ schema: BoothCheck }) { faults }: BoothCheck): Promise<void> {
    return keepCheck(this.database.db, booth, faults, new Date());
  }

  /** The operator stands at the kiosk and types the code of the status page. */
  @Post('kiosk/check/test')
  @HttpCode(204)
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  openTest(@TheKiosk() { booth }: Kiosk, @Body({ schema: OpenBoothTest }) { code }: OpenBoothTest): Promise<void> {
    return refusing(() => openTest(this.database.db, booth, code, new Date()));
  }

  @Post('desk/booth-tests')
  @HttpCode(200)
  @Admits({ hosts: ['desk'], who: ['operator'] })
  ask(@Body({ schema: BoothTestWish }) { booth }: BoothTestWish): Promise<BoothTestCode> {
    return refusing(() => askForTest(this.database.db, booth, new Date()));
  }
}
