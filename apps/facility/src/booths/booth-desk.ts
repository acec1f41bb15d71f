import type { CommandBench } from '../audit/command.js';
import type { DayBoard } from '../booking/day-board.js';
import { BlockBooths } from './block-booths.js';
import { BoothsPlanReader } from './booths-plan.js';
import { LiftBlock } from './lift-block.js';
import { SetHours } from './set-hours.js';

/** Everything the desk does with the times of booths. */
export class BoothDesk {
  readonly reader: BoothsPlanReader;
  readonly block: BlockBooths;
  readonly lift: LiftBlock;
  readonly hours: SetHours;

  constructor(bench: CommandBench, board: Pick<DayBoard, 'one'>) {
    this.reader = new BoothsPlanReader(bench.db, board, bench.now);
    this.block = new BlockBooths(bench);
    this.lift = new LiftBlock(bench);
    this.hours = new SetHours(bench);
  }
}
