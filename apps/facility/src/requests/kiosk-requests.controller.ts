import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { KioskRequest, type KioskRequestTaken } from '#protocol';
import type { z } from 'zod';
import { refusing } from '../booking/refusing.js';
import { Admits } from '../hosts/admits.js';
import { TheKiosk } from '../hosts/visitor-param.js';
import type { Kiosk } from '../people/visitor.js';
import { KioskWishes } from './kiosk-wishes.js';

/** "I want to speak to my lawyer", at the kiosk. */
@Controller('api/kiosk/requests')
export class KioskRequestsController {
  constructor(private readonly wishes: KioskWishes) {}

  @Post()
  @HttpCode(200)
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  make(
    @TheKiosk() { booth }: Kiosk,
    @Body({ schema: KioskRequest }) { detainee }: z.infer<typeof KioskRequest>,
  ): Promise<KioskRequestTaken> {
    return refusing(async () => ({ taken: await this.wishes.wish(booth, detainee) }));
  }
}
