import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { type LineCheck as Checked, type LineNow, LineWish } from '#protocol';
import { Admits } from '../hosts/admits.js';
import { LineCheck } from './line-check.js';

@Controller('api/desk/line')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class LineController {
  constructor(private readonly line: LineCheck) {}

  @Get()
  now(): Promise<LineNow> {
    return this.line.more();
  }

  /** Saves nothing. */
  @Post('check')
  @HttpCode(200)
  check(@Body({ schema: LineWish }) wish: LineWish): Promise<Checked> {
    return this.line.of(wish);
  }
}
