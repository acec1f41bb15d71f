import type { Database } from '#postgres';
import type { Complaint, ComplaintTaken } from '#protocol';
import { sql, type Transaction } from 'kysely';
import { Command, type CommandBench, type Done } from '../audit/command.js';
import { Refused } from '../hosts/refused.js';
import type { ComplaintPace } from './complaint-pace.js';
import { complaintId, sourceOf, whoComplains, type Complainant } from './who-complains.js';

export interface ComplaintWish {
  readonly complaint: Complaint;
  readonly by: Complainant;
}

/** How long an answer waits for the log; whoever asks again later learns the index then. */
const ENTERED_MS = 2_000;

/** Somebody says that it was not private, or that they could not hear. There is no command that takes it back. */
export class SayComplaint extends Command<'complaint.made', ComplaintWish, void> {
  readonly event = 'complaint.made';

  constructor(
    bench: CommandBench,
    private readonly pace: ComplaintPace,
  ) {
    super(bench);
  }

  /**
   * Once this resolves it is durable, and on its way to the log. Saying it again only asks where it is.
   * @throws BookingError `not-found` (not a booking of theirs); Refused `too-many-tries`: the device keeps it and comes again.
   */
  async say(wish: ComplaintWish): Promise<ComplaintTaken> {
    const id = complaintId(wish.by, wish.complaint);
    const standing = await this.#standing(id);
    if (standing !== undefined) return standing;
    if (!this.pace.take(sourceOf(wish.by))) throw new Refused('too-many-tries');
    try {
      const { entry } = await this.run(wish);
      await this.bench.drainer.whenDurable(entry, ENTERED_MS);
    } catch (error) {
      if ((error as { constraint?: string } | undefined)?.constraint !== 'complaint_pkey') throw error;
    }
    return (await this.#standing(id)) ?? {};
  }

  protected override async act(
    trx: Transaction<Database>,
    { complaint, by }: ComplaintWish,
  ): Promise<Done<'complaint.made', void>> {
    const id = complaintId(by, complaint);
    const { role, details } = await whoComplains(trx, by, complaint);
    const at = this.bench.now();
    const said_at = new Date(at.getTime() - (complaint.keptSeconds ?? 0) * 1000);
    const row = { id, of_booking: complaint.booking !== undefined, said_at, at };
    await trx.insertInto('complaint').values(row).execute();
    return {
      answer: undefined,
      entry: {
        type: this.event,
        public: { kind: complaint.kind, role },
        booking: id,
        details: { ...details, said: said_at.toISOString() },
      },
    };
  }

  /** Undefined: nobody has said it yet. */
  async #standing(id: string): Promise<ComplaintTaken | undefined> {
    const row = await this.bench.db
      .selectFrom('outbox')
      .select('log_index')
      .where('booking', '=', id)
      .where(sql<boolean>`leaf ->> 'type' = 'complaint.made'`)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return row.log_index === null ? {} : { entry: Number(row.log_index) };
  }
}
