import type { RefusalCode } from '#protocol';
import type { CommandBench } from '../audit/command.js';
import { AdmitDetainee } from './admit-detainee.js';
import { AmendBooking } from './amend-booking.js';
import { CancelBooking } from './cancel-booking.js';
import { Alternatives } from './alternatives.js';
import { MakeBooking } from './make-booking.js';
import { MoveBooking } from './move-booking.js';
import { MoveSession } from './move-session.js';

/** What the desk can do with a booking; each leaves its entry. */
export class DeskCommands {
  readonly make: MakeBooking;
  readonly amend: AmendBooking;
  readonly cancel: CancelBooking;
  readonly admit: AdmitDetainee;
  readonly move: MoveBooking;
  readonly moveSession: MoveSession;
  readonly alternatives: Alternatives;

  constructor(
    bench: CommandBench,
    /** Told of what constraints refused, to count it. */
    readonly refused: (code: RefusalCode) => void = () => {},
  ) {
    this.make = new MakeBooking(bench);
    this.amend = new AmendBooking(bench);
    this.cancel = new CancelBooking(bench);
    this.admit = new AdmitDetainee(bench);
    this.move = new MoveBooking(bench);
    this.moveSession = new MoveSession(bench);
    this.alternatives = new Alternatives(bench.db, bench.now);
  }
}
