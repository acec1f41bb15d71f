import { Controller, Get, Param, Req } from '@nestjs/common';
import { Id128, type SessionEntries } from '#protocol';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { PeopleService } from '../people/people-service.js';
import { Receipts } from './receipts.js';

@Controller('api/receipts')
export class ReceiptsController {
  constructor(
    private readonly receipts: Receipts,
    private readonly people: PeopleService,
  ) {}

  /** Kiosk or attorney of the booking; another's booking is not found. */
  @Get(':booking')
  @Admits({ hosts: ['kiosk', 'attorney'], who: 'anyone' })
  async receipt(
    @Param('booking', { schema: Id128 }) booking: string,
    @Req() request: FacilityRequest,
  ): Promise<SessionEntries> {
    return this.receipts.of(booking, await this.people.whoIs(request));
  }
}
