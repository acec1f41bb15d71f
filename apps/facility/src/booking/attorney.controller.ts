import { Controller, Get } from '@nestjs/common';
import type { AttorneyBookings } from '#protocol';
import { Connection } from '#postgres';
import { sql } from 'kysely';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { partyBooking, partyOfPerson, selectBookings } from './booking-rows.js';

/** Attorney and interpreter see the bookings they take part in, no others: all to come, and those of the last 30 days. */
@Controller('api/attorney')
@Admits({ hosts: ['attorney'], who: ['attorney', 'interpreter'] })
export class AttorneyController {
  constructor(private readonly connection: Connection) {}

  @Get('bookings')
  async bookings(@ThePerson() { id }: Person): Promise<AttorneyBookings> {
    const rows = await selectBookings(this.connection.db)
      .where(
        sql<boolean>`(attorney = ${id} or exists (select from booking_party
          where booking_party.booking = booking.id and person = ${id}))`,
      )
      // Offers are part of their request; what nobody answered never was a session.
      .where('state', 'not in', ['offered', 'expired'])
      .where(sql<boolean>`upper(during) > now() - interval '30 days'`)
      .orderBy(sql`lower(during)`)
      .execute();
    const bookings = rows.map((row) => partyBooking(row, partyOfPerson(row, id) ?? row.attorney_party));
    return { now: new Date().toISOString(), bookings };
  }
}
