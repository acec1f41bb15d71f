import { NoticeFacts } from '#protocol';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { selectBookings } from '../booking/booking-rows.js';
import { calendarEntry } from './calendar-entry.js';
import { mailText } from './mail-words.js';
import { notify } from './notify.js';
import type { Mailer } from './mailer.js';

/** Minutes until the next try, by tries made. */
const PAUSES = [1, 5, 15, 60, 240];
const MOST_TRIES = 12;
const BATCH = 20;
/** A reminder goes out so long before, unless the booking itself is younger. */
const REMIND_MS = 24 * 3_600_000;

export interface MailParts {
  readonly db: Db;
  readonly mailer: Mailer;
  readonly now: () => Date;
  /** Of the log: part of UIDs and message ids. */
  readonly origin: string;
  /** Of the attorney's page. */
  readonly address: string;
}

interface Waiting {
  id: string;
  kind: Parameters<typeof mailText>[0];
  booking: string;
  facts: unknown;
  sequence: number;
  created_at: Date;
  mail_tries: number;
  email: string;
  language: 'kk' | 'ru' | 'en';
  zone: string;
}

/**
 * Letters of notices, at least once each: a notice is written in the transaction of what it tells of, and marked when the mail
 * server took its letter. A server that is down delays letters, never a booking.
 */
export class MailOutbox {
  #running: Promise<void> | undefined;

  constructor(private readonly parts: MailParts) {}

  /** Sends what is due; one at a time. Rejects only when the database does. */
  look(): Promise<void> {
    this.#running ??= this.#looks().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #looks(): Promise<void> {
    await this.#remind();
    while (await this.parts.db.transaction().execute((trx) => this.#batch(trx)));
  }

  /** Reminders of what begins within a day; once for every time a booking was moved. */
  async #remind(): Promise<void> {
    const { db, now } = this.parts;
    const at = now();
    const due = await selectBookings(db)
      .where('state', '=', 'confirmed')
      .where(sql<boolean>`lower(during) > ${at} and lower(during) <= ${new Date(at.getTime() + REMIND_MS)}`)
      .where(sql<boolean>`updated_at < lower(during) - ${REMIND_MS} * interval '1 millisecond'`)
      .where(sql<boolean>`not exists (select from notice where notice.booking = booking.id
        and notice.sequence = booking.sequence and kind = 'reminder')`)
      .execute();
    for (const booking of due) await notify(db, 'reminder', booking);
  }

  /** True when there may be more. */
  async #batch(trx: Transaction<Database>): Promise<boolean> {
    const now = this.parts.now();
    const { rows } = await sql<Waiting>`
      select notice.id, kind, booking, facts, sequence, notice.created_at, mail_tries, email,
        coalesce(attorney.language, person.language) as language, (select zone from facility) as zone
      from notice join person on person.id = notice.person left join attorney on attorney.id = person.id
      where mailed_at is null and mail_after <= ${now} and mail_tries < ${MOST_TRIES} and email not like '%.invalid'
      order by notice.id limit ${BATCH} for update of notice skip locked`.execute(trx);
    for (const row of rows) await this.#send(trx, row, now);
    return rows.length === BATCH;
  }

  async #send(trx: Transaction<Database>, row: Waiting, now: Date): Promise<void> {
    const { origin, address, mailer } = this.parts;
    const facts = NoticeFacts.parse(row.facts);
    const { language, zone, kind, booking, sequence } = row;
    const { subject, text } = mailText(kind, facts, { language, zone, address });
    const about = { booking, sequence, origin, stamp: row.created_at, summary: `Habeas, ${facts.booth}` };
    const calendar = calendarEntry(kind, facts, about);
    const messageId = `<notice-${row.id}@${origin.replaceAll('/', '.')}>`;
    try {
      await mailer.send({ to: row.email, subject, text, messageId, ...(calendar !== undefined && { calendar }) });
      await trx.updateTable('notice').set({ mailed_at: now }).where('id', '=', row.id).execute();
    } catch {
      const pause = PAUSES[Math.min(row.mail_tries, PAUSES.length - 1)] ?? 60;
      await trx
        .updateTable('notice')
        .set({ mail_tries: row.mail_tries + 1, mail_after: new Date(now.getTime() + pause * 60_000) })
        .where('id', '=', row.id)
        .execute();
    }
  }
}
