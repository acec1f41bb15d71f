import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';

/** A hearing that was to be scheduled once is there. `from`: when it begins. */
export class AlreadyScheduled extends Error {
  override readonly name = 'AlreadyScheduled';
  constructor(readonly from: Date) {
    super('already scheduled');
  }
}

/** What makes a hearing of a list the same as one that is there. */
interface Once {
  readonly caseNumber: string;
  readonly from: Date;
  /** SHA-256 of what its own system calls it, hex. */
  readonly source: string | undefined;
}

/** Until the transaction ends nobody else passes here with this case or this source. @throws AlreadyScheduled */
export async function onlyOnce(trx: Transaction<Database>, { caseNumber, from, source }: Once): Promise<void> {
  // In this order everywhere: two lists that hold the same hearings wait for each other, never both.
  const locks = [`hearing ${caseNumber}`, ...(source === undefined ? [] : [`source ${source}`])].sort();
  for (const lock of locks) await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(trx);
  const found = await trx
    .selectFrom('hearing')
    .select(sql<Date>`lower(during)`.as('from'))
    .where((eb) =>
      eb.or([
        ...(source === undefined ? [] : [eb('source', '=', source)]),
        eb.and([eb('case_number', '=', caseNumber), sql<boolean>`lower(during) = ${from}`]),
      ]),
    )
    // Its own name says more than case and time.
    .orderBy(sql`source is distinct from ${source ?? null}::text`)
    .executeTakeFirst();
  if (found !== undefined) throw new AlreadyScheduled(found.from);
}
