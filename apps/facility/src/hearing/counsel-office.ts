import { setTimeout as pass } from 'node:timers/promises';
import type { CounselChange, KnownCounsel } from '#hearing';
import type { CommandBench } from '../audit/command.js';
import type { SessionLife } from '../booth/session-life.js';
import { Refused } from '../hosts/refused.js';
import { attorneysInUse } from '../people/attorneys-in-use.js';
import { ChangeCounsel, type ChangedCounsel, heldChange } from './change-counsel.js';
import type { CarriedOut } from './follow-counsel-change.js';
import { refusingHearing } from './refusing-hearing.js';

/** Milliseconds between tries of a database that does not answer, and how many. */
const AGAIN_AFTER = 1_000;
const TRIES = 60;

/** Who may come as counsel, and that they do: in the database first, then in the booths. */
export class CounselOffice {
  readonly #change: ChangeCounsel;

  constructor(
    private readonly bench: CommandBench,
    private readonly sessions?: Pick<SessionLife, 'rebooked'>,
  ) {
    this.#change = new ChangeCounsel(bench);
  }

  /** An attorney whose account is in use. */
  async known(hearing: string, attorney: string): Promise<KnownCounsel | undefined> {
    const found = await attorneysInUse(this.bench.db)
      .leftJoin('attendee', (join) => join.onRef('attendee.attorney', '=', 'attorney.id').on('hearing', '=', hearing))
      .select(['attorney.name', 'seat'])
      .where('attorney.id', '=', attorney)
      .where('person.role', '=', 'attorney')
      .executeTakeFirst();
    return found && { name: found.name, seat: found.seat ?? undefined };
  }

  /** @throws Refused: nothing was changed, or nobody can say whether it was, because the database has not answered for a minute. */
  async carryOut(hearing: string, change: CounselChange): Promise<CarriedOut> {
    const { seat, bookings } = await this.#written(hearing, change);
    for (const row of bookings) this.sessions?.rebooked(row);
    return { seat, bookings: bookings.map(({ id }) => id) };
  }

  /** When an answer was lost, what the database holds decides. */
  async #written(hearing: string, change: CounselChange): Promise<ChangedCounsel> {
    for (let left = TRIES; left > 0; left -= 1) {
      try {
        const held = left < TRIES ? await heldChange(this.bench.db, hearing, change) : undefined;
        return held ?? (await refusingHearing(() => this.#change.run({ hearing, change }))).answer;
      } catch (error) {
        if (error instanceof Refused) throw error;
        await pass(AGAIN_AFTER, undefined, { ref: false });
      }
    }
    throw new Refused('part-down');
  }
}
