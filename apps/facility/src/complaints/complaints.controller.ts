import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Connection } from '#postgres';
import { Complaint, type Complaints, type ComplaintTaken } from '#protocol';
import { refusing } from '../booking/refusing.js';
import { Admits } from '../hosts/admits.js';
import { TheKiosk, ThePerson } from '../hosts/visitor-param.js';
import type { Kiosk, Person } from '../people/visitor.js';
import { readComplaints } from './read-complaints.js';
import { SayComplaint } from './say-complaint.js';

/** "It was not private", "I could not hear": said at the booth or by attorney and interpreter, read by oversight, withdrawn by nobody. */
@Controller('api')
export class ComplaintsController {
  constructor(
    private readonly complaints: SayComplaint,
    private readonly database: Connection,
  ) {}

  @Post('kiosk/complaints')
  @HttpCode(200)
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  atBooth(@TheKiosk() by: Kiosk, @Body({ schema: Complaint }) complaint: Complaint): Promise<ComplaintTaken> {
    return refusing(() => this.complaints.say({ complaint, by }));
  }

  @Post('attorney/complaints')
  @HttpCode(200)
  @Admits({ hosts: ['attorney'], who: ['attorney', 'interpreter'] })
  onPage(@ThePerson() by: Person, @Body({ schema: Complaint }) complaint: Complaint): Promise<ComplaintTaken> {
    return refusing(() => this.complaints.say({ complaint, by }));
  }

  @Get('oversight/complaints')
  @Admits({ hosts: ['oversight'], who: ['oversight'] })
  read(): Promise<Complaints> {
    return readComplaints(this.database.db);
  }
}
