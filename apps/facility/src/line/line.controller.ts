import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { type LineCheck as Checked, type LineNow, type LinePage, LineWish } from '#protocol';
import { Admits } from '../hosts/admits.js';
import { LineCheck } from './line-check.js';
import { TheLine } from './the-line.js';

@Controller('api/desk/line')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class LineController {
  constructor(
    private readonly check: LineCheck,
    private readonly line: TheLine,
  ) {}

  @Get()
  now(): Promise<LineNow> {
    return this.check.more();
  }

  @Get('page')
  @Admits({ hosts: ['desk'], who: ['desk', 'operator'] })
  page(): Promise<LinePage> {
    return this.line.page();
  }

  /** Saves nothing. */
  @Post('check')
  @HttpCode(200)
  of(@Body({ schema: LineWish }) wish: LineWish): Promise<Checked> {
    return this.check.of(wish);
  }
}
