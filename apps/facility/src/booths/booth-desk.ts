import type { CommandBench } from '../audit/command.js';
import type { DayBoard } from '../booking/day-board.js';
import { BlockBooths } from './block-booths.js';
import { BoothsPlanReader } from './booths-plan.js';
import { LiftBlock } from './lift-block.js';
import { SetHoliday } from './set-holiday.js';
import { SetHours } from './set-hours.js';

/** Everything the desk does with the times of booths, and with the facility's working days. */
export class BoothDesk {
  readonly reader: BoothsPlanReader;
  readonly block: BlockBooths;
  readonly lift: LiftBlock;
  readonly hours: SetHours;
  readonly holiday: SetHoliday;

  constructor(bench: CommandBench, board: Pick<DayBoard, 'one'>) {
    this.reader = new BoothsPlanReader(bench.db, board, bench.now);
    this.block = new BlockBooths(bench);
    this.lift = new LiftBlock(bench);
    this.hours = new SetHours(bench);
    this.holiday = new SetHoliday(bench);
  }
}
