import { BookingError } from '#booking';
import type { Database } from '#postgres';
import type { Opening } from '#protocol';
import { sql, type Transaction } from 'kysely';
import { Refused } from '../hosts/refused.js';
import { AuditError } from './audit-error.js';
import { Command, type CommandBench, type Done } from './command.js';
import type { OpeningVault } from './opening-vault.js';

export interface DetailsWish {
  readonly index: number;
  readonly reason: string;
  /** Account id of who reads. */
  readonly by: string;
}

interface Sealed {
  readonly booking: string;
  readonly commitment: string;
  readonly sealed: Buffer;
}

const DURABLE_MS = 6_000;

/** Opens the details under a commitment; that somebody read them is durable in the log before they are shown. */
export class ReadDetails extends Command<'details.read', DetailsWish, Sealed> {
  readonly event = 'details.read';

  constructor(
    bench: CommandBench,
    private readonly vault: OpeningVault,
  ) {
    super(bench);
  }

  /** @throws Refused `not-found` (no such entry, no details, or erased), `ledger-not-durable`. */
  async read(wish: DetailsWish): Promise<Opening> {
    const { answer, entry } = await this.run(wish);
    if (!(await this.bench.drainer.whenDurable(entry, DURABLE_MS))) throw new Refused('ledger-not-durable');
    const text = await this.vault.unseal(answer.booking, answer.commitment, answer.sealed).catch((error: unknown) => {
      throw error instanceof AuditError ? new Refused('not-found') : error;
    });
    const { salt, details } = JSON.parse(text) as { salt: string; details: unknown };
    return { index: wish.index, salt, details };
  }

  protected override async act(
    trx: Transaction<Database>,
    { index, reason, by }: DetailsWish,
  ): Promise<Done<'details.read', Sealed>> {
    const found = await trx
      .selectFrom('outbox')
      .innerJoin('opening', (join) => join.on(sql<boolean>`opening.commitment = outbox.leaf ->> 'commitment'`))
      .select(['opening.booking', 'opening.commitment', 'opening.sealed'])
      .where('log_index', '=', String(index))
      .executeTakeFirst();
    if (found === undefined || (await this.vault.isErased(found.booking))) throw new BookingError('not-found');
    return {
      answer: found,
      entry: {
        type: this.event,
        public: { index, role: 'oversight' },
        booking: found.booking,
        details: { account: by, reason },
      },
    };
  }
}
