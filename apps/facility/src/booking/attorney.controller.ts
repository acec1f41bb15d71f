import { Controller, Get } from '@nestjs/common';
import type { AttorneyBookings } from '#protocol';
import { Connection } from '#postgres';
import { sql } from 'kysely';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { partyBooking, selectBookings } from './booking-rows.js';

/** An attorney sees own bookings only: all to come, and those of the last 30 days. */
@Controller('api/attorney')
@Admits({ hosts: ['attorney'], who: ['attorney'] })
export class AttorneyController {
  constructor(private readonly connection: Connection) {}

  @Get('bookings')
  async bookings(@ThePerson() { id }: Person): Promise<AttorneyBookings> {
    const rows = await selectBookings(this.connection.db)
      .where('attorney', '=', id)
      // Offers are part of their request; what nobody answered never was a session.
      .where('state', 'not in', ['offered', 'expired'])
      .where(sql<boolean>`upper(during) > now() - interval '30 days'`)
      .orderBy(sql`lower(during)`)
      .execute();
    return { now: new Date().toISOString(), bookings: rows.map((row) => partyBooking(row, row.attorney_party)) };
  }
}
