import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ReadDetails as ReadBody, type LogSummary, type Opening } from '#protocol';
import { refusing } from '../booking/refusing.js';
import { Admits } from '../hosts/admits.js';
import { Refused } from '../hosts/refused.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { Keeper } from './keeper.js';
import { OutboxDrainer } from './outbox-drainer.js';
import { ReadDetails } from './read-details.js';

@Controller('api/oversight')
@Admits({ hosts: ['oversight'], who: ['oversight'] })
export class OversightController {
  constructor(
    private readonly details: ReadDetails,
    private readonly keeper: Keeper,
    private readonly drainer: OutboxDrainer,
  ) {}

  @Get('log')
  async log(): Promise<LogSummary> {
    const { origin, vkey, size, checkpointAt } = await this.keeper.state().catch(() => {
      throw new Refused('part-down');
    });
    return { origin, vkey, size, checkpointAt, waiting: await this.drainer.waiting() };
  }

  @Post('openings')
  @HttpCode(200)
  read(
    @Body({ schema: ReadBody }) { index, reason }: z.infer<typeof ReadBody>,
    @ThePerson() { id: by }: Person,
  ): Promise<Opening> {
    return refusing(() => this.details.read({ index, reason, by }));
  }
}
