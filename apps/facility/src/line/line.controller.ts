import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { type LineCheck as Checked, type LineNow, type LinePage, type LineTestAnswer, LineWish } from '#protocol';
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

  /** Answers once it is over, after some seconds. */
  @Post('test')
  @HttpCode(200)
  @Admits({ hosts: ['desk'], who: ['desk', 'operator'] })
  async test(): Promise<LineTestAnswer> {
    return { outcome: await this.line.test.run() };
  }

  /** Saves nothing. */
  @Post('check')
  @HttpCode(200)
  of(@Body({ schema: LineWish }) wish: LineWish): Promise<Checked> {
    return this.check.of(wish);
  }
}
