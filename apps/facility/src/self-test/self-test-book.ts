import type { Database, Db } from '#postgres';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Outbox } from '../audit/outbox.js';
import type { OutboxDrainer } from '../audit/outbox-drainer.js';
import type { SelfTestOutcome } from './run-self-test.js';

/** The newest self-test that could be run. */
export interface LastSelfTest {
  /** Calendar day of the facility. */
  readonly day: string;
  readonly at: Date;
  readonly tried: number;
  readonly refused: number;
  /** Names of tries. */
  readonly letThrough: readonly string[];
}

/** Any fixed number: one replica writes at a time. */
const LOCK = 7_152_322;

/** Undefined before the first. */
export async function lastSelfTest(db: Kysely<Database>): Promise<LastSelfTest | undefined> {
  const row = await db
    .selectFrom('self_test')
    .select(['at', 'tried', 'refused', 'let_through'])
    .select(sql<string>`day::text`.as('day'))
    .executeTakeFirst();
  return row && { day: row.day, at: row.at, tried: row.tried, refused: row.refused, letThrough: row.let_through };
}

/** While the last self-test let something through, no booth opens. */
export const selfTestFailed = async (db: Kysely<Database>): Promise<boolean> => {
  const last = await lastSelfTest(db);
  return last !== undefined && last.refused < last.tried;
};

export interface SelfTestBookParts {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly drainer: Pick<OutboxDrainer, 'kick'>;
  readonly now: () => Date;
}

/** Keeps how the last one went, and enters one a day, and each that went differently from the one before. */
export class SelfTestBook {
  constructor(private readonly parts: SelfTestBookParts) {}

  /** `day`: the facility's today, YYYY-MM-DD. One is wanted a day, and again until nothing is let through. */
  async isDue(day: string): Promise<boolean> {
    const last = await lastSelfTest(this.parts.db);
    return last === undefined || last.day !== day || last.refused < last.tried;
  }

  async note(outcome: Extract<SelfTestOutcome, { kind: 'done' }>, day: string): Promise<void> {
    const { db, drainer } = this.parts;
    await db.transaction().execute((trx) => this.#write(trx, outcome, day));
    drainer.kick();
  }

  async #write(
    trx: Transaction<Database>,
    { tried, refused, letThrough }: Extract<SelfTestOutcome, { kind: 'done' }>,
    day: string,
  ): Promise<void> {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    const last = await lastSelfTest(trx);
    const row = { day, at: this.parts.now(), tried, refused, let_through: [...letThrough] };
    await trx
      .insertInto('self_test')
      .values(row)
      .onConflict((conflict) => conflict.column('single').doUpdateSet(row))
      .execute();
    if (last?.day === day && last.tried === tried && last.refused === refused) return;
    await this.parts.outbox.append(trx, { type: 'selftest.done', public: { tried, refused } });
  }
}
