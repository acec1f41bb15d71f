import { Controller, Get } from '@nestjs/common';
import { Connection } from '#postgres';
import type { WaitingTimes } from '#protocol';
import { Admits } from '../hosts/admits.js';
import { readWaitingTimes } from './read-waiting-times.js';

/** How long people wait, for oversight: delay is itself a breach. */
@Controller('api/oversight')
export class WaitingTimesController {
  constructor(private readonly database: Connection) {}

  @Get('waiting-times')
  @Admits({ hosts: ['oversight'], who: ['oversight'] })
  read(): Promise<WaitingTimes> {
    return readWaitingTimes(this.database.db);
  }
}
