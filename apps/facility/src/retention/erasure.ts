import type { Database, Db } from '#postgres';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { OpeningVault } from '../audit/opening-vault.js';
import type { Outbox } from '../audit/outbox.js';
import { dueSubjects } from './due-subjects.js';
import { ERASE_AT_ONCE, erasedEntry, eraseDetails } from './erase-details.js';
import type { RetentionDays, RetentionKind } from './retention-rules.js';

/** Any fixed number: one replica erases at a time. */
const LOCK = 7_152_321;

export interface ErasureParts {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly vault: OpeningVault;
  readonly days: RetentionDays;
  readonly now: () => Date;
}

/** Rows without details of their own, by kind; $1 is the moment before which they go. */
const ROWS: readonly [RetentionKind, (before: RawBuilder<Date>) => RawBuilder<unknown>][] = [
  [
    'slip',
    (before) => sql`update booking set slip_hmac = null where slip_hmac is not null and upper(during) < ${before}
      and state <> 'in-session'`,
  ],
  ['notice', (before) => sql`delete from notice where created_at < ${before}`],
  ['bell', (before) => sql`delete from bell where acknowledged_at < ${before}`],
  ['booth-check', (before) => sql`delete from booth_check where at < ${before}`],
  ['booth-check', (before) => sql`delete from booth_test where expires_at < ${before}`],
  ['line-step', (before) => sql`delete from line_step where until < ${before}`],
  ['line-test', (before) => sql`delete from line_measurement where at < ${before}`],
  ['sign-in', (before) => sql`delete from sign_in_session where seen_at < ${before}`],
  ['sign-in-try', (before) => sql`delete from sign_in_tries where since < ${before}`],
  ['enrolment', (before) => sql`delete from kiosk_enrolment where coalesce(used_at, expires_at) < ${before}`],
  ['enrolment', (before) => sql`delete from kiosk where revoked_at < ${before}`],
];

/** Erases what is due. PostgreSQL says what that is; to be woken is only a hint. */
export class Erasure {
  constructor(private readonly parts: ErasureParts) {}

  /** Everything that is due now. @returns how many subjects' details were erased. */
  async look(): Promise<number> {
    let erased = 0;
    for (;;) {
      const done = await this.parts.db.transaction().execute((trx) => this.#batch(trx));
      erased += done;
      if (done < ERASE_AT_ONCE) return erased;
    }
  }

  /** Details of these, now, because somebody with a right to it asked. */
  async erase(subjects: readonly string[]): Promise<void> {
    const { db, outbox, vault, now } = this.parts;
    await db.transaction().execute(async (trx) => {
      await eraseDetails(trx, vault, subjects, now());
      await outbox.append(trx, erasedEntry(subjects, 'asked'));
    });
  }

  async #batch(trx: Transaction<Database>): Promise<number> {
    const { outbox, vault, days, now } = this.parts;
    const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(trx);
    if (!lock.rows[0]?.mine) return 0;
    const at = now();
    const before = (kind: RetentionKind) => sql<Date>`${at}::timestamptz - ${days[kind]} * interval '1 day'`;
    for (const [kind, rows] of ROWS) await rows(before(kind)).execute(trx);
    const due = await dueSubjects(trx, days, at);
    if (due.length > 0) {
      await eraseDetails(trx, vault, due, at);
      await outbox.append(trx, erasedEntry(due, 'due'));
    }
    await forgetDetainees(trx, before('detainee'));
    return due.length;
  }
}

/** People who left, once nothing that is kept tells of them. */
async function forgetDetainees(trx: Transaction<Database>, before: RawBuilder<Date>): Promise<void> {
  await sql`with gone as (
      select number from detainee where whereabouts in ('released', 'transferred') and updated_at < ${before}
      and not exists (select from booking where detainee = number)
      and not exists (select from request where detainee = number)
    ), ties as (delete from tie using gone where detainee = number),
    apart as (delete from keep_apart using gone where number in (one, other))
    select number from gone`.execute(trx);
  await sql`delete from detainee where whereabouts in ('released', 'transferred') and updated_at < ${before}
    and not exists (select from booking where detainee = number)
    and not exists (select from request where detainee = number)
    and not exists (select from tie where detainee = number)`.execute(trx);
}
