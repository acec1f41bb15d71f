import type { CommandBench } from '../audit/command.js';
import type { DayBoard } from '../booking/day-board.js';
import { ChangeRegister } from './change-register.js';
import { DecideReview } from './decide-review.js';
import { ImportRegister } from './import-register.js';
import { RegisterReader } from './register-reader.js';

/** Everything the desk does with the register. */
export class RegisterDesk {
  readonly reader: RegisterReader;
  readonly change: ChangeRegister;
  readonly decide: DecideReview;
  readonly imports: ImportRegister;

  constructor(bench: CommandBench, board: Pick<DayBoard, 'one'>) {
    this.reader = new RegisterReader(bench.db, board, bench.now);
    this.change = new ChangeRegister(bench);
    this.decide = new DecideReview(bench);
    this.imports = new ImportRegister(bench.db, this.change);
  }
}
