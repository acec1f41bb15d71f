import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { BlockAction, type BlockPreview, BlockWish, type BoothsPlan, Id128 } from '#protocol';
import { CommandBench } from '../audit/command.js';
import { refusing } from '../booking/refusing.js';
import { SessionLife } from '../booth/session-life.js';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import { BlockBooths } from './block-booths.js';
import { BoothsPlanReader } from './booths-plan.js';
import { LiftBlock } from './lift-block.js';

/** When booths can be used: blocks, the lockdown, and giving them back. */
@Controller('api/desk')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class BoothsController {
  readonly #lift: LiftBlock;

  constructor(
    private readonly reader: BoothsPlanReader,
    private readonly block: BlockBooths,
    private readonly life: SessionLife,
    bench: CommandBench,
  ) {
    this.#lift = new LiftBlock(bench);
  }

  @Get('booths')
  plan(): Promise<BoothsPlan> {
    return this.reader.plan();
  }

  @Post('blocks/preview')
  @HttpCode(200)
  preview(@Body({ schema: BlockWish }) wish: BlockWish): Promise<BlockPreview> {
    return refusing(() => this.reader.preview(wish));
  }

  @Post('blocks')
  @HttpCode(201)
  async make(@Body({ schema: BlockAction }) wish: BlockAction, @ThePerson() { id: by }: Person): Promise<BoothsPlan> {
    const { answer } = await refusing(() => this.block.run({ wish, by }));
    for (const row of answer.changed) this.life.tellWaiting(row);
    await Promise.all(answer.ended.map((row) => this.life.end(row, 'ended-by-staff', { by })));
    return this.reader.plan();
  }

  @Post('blocks/:action/lift')
  @HttpCode(200)
  async lift(@Param('action', { schema: Id128 }) action: string, @ThePerson() { id: by }: Person): Promise<BoothsPlan> {
    await refusing(() => this.#lift.run({ action, by }));
    return this.reader.plan();
  }
}
