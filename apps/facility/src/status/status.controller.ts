import { Controller, Get } from '@nestjs/common';
import type { Status } from '#protocol';
import { Admits } from '../hosts/admits.js';
import { StatusReader } from './status-reader.js';

@Controller('api/status')
@Admits({ hosts: ['desk'], who: ['operator'] })
export class StatusController {
  constructor(private readonly reader: StatusReader) {}

  @Get()
  status(): Promise<Status> {
    return this.reader.read();
  }
}
