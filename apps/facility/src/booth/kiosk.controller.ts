import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { z } from 'zod';
import { Connection } from '#postgres';
import { Id128, KioskBell, OpenKiosk, type KioskState, type PartyBooking } from '#protocol';
import { partyBooking, selectBookings } from '../booking/booking-rows.js';
import { refusing } from '../booking/refusing.js';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { Refused } from '../hosts/refused.js';
import { TheKiosk } from '../hosts/visitor-param.js';
import { PeopleService } from '../people/people-service.js';
import type { Kiosk } from '../people/visitor.js';
import { OpenBooth } from './open-booth.js';
import { ringBell } from './ring-bell.js';

@Controller('api/kiosk')
export class KioskController {
  constructor(
    private readonly booth: OpenBooth,
    private readonly people: PeopleService,
    private readonly database: Connection,
  ) {}

  @Get()
  @Admits({ hosts: ['kiosk'], who: 'anyone' })
  async state(@Req() request: FacilityRequest): Promise<KioskState> {
    const visitor = await this.people.whoIs(request);
    const now = new Date().toISOString();
    return visitor.kind === 'kiosk' ? { booth: visitor.booth, now } : { now };
  }

  @Post('open')
  @HttpCode(200)
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  open(@TheKiosk() kiosk: Kiosk, @Body({ schema: OpenKiosk }) body: z.infer<typeof OpenKiosk>): Promise<PartyBooking> {
    return refusing(() => this.booth.open(kiosk.booth, body.code));
  }

  /** The booking that runs in this booth, as it is now: who takes part may have changed since it was opened. */
  @Get('bookings/:id')
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  async booking(@TheKiosk() { booth }: Kiosk, @Param('id', { schema: Id128 }) id: string): Promise<PartyBooking> {
    const row = await selectBookings(this.database.db)
      .where('id', '=', id)
      .where('booth', '=', booth)
      .where('state', '=', 'in-session')
      .executeTakeFirst();
    if (row === undefined) throw new Refused('not-found');
    return partyBooking(row, row.booth_party);
  }

  /** The person in the booth asks for staff, in a session or outside of one. */
  @Post('bell')
  @HttpCode(204)
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  bell(@TheKiosk() kiosk: Kiosk, @Body({ schema: KioskBell }) body: KioskBell): Promise<void> {
    const since = new Date(Date.now() - (body.keptSeconds ?? 0) * 1000);
    return ringBell(this.database.db, kiosk.booth, body.problem, since);
  }
}
