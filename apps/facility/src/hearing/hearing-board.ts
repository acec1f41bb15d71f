import type { Db } from '#postgres';
import type { CourtChoices, HearingDay, HearingMinute, HearingPart, HearingRow } from '#protocol';
import { sql } from 'kysely';
import { type BookingRow, selectBookings } from '../booking/booking-rows.js';
import { dateIn } from '../booking/day-board.js';
import { readChoices } from '../booking/read-choices.js';
import { readZone } from '../booking/read-zone.js';
import { Refused } from '../hosts/refused.js';
import { clerksInUse } from './hand-over.js';
import type { HearingLife } from './hearing-life.js';
import {
  type Named,
  readAttendees,
  readMinute,
  selectHearings,
  type StoredAttendee,
  type StoredHearing,
} from './hearing-rows.js';

/** What a clerk sees of the own hearings; another's are as if they were not. */
export class HearingBoard {
  constructor(
    private readonly db: Db,
    private readonly life: Pick<HearingLife, 'isConnected'>,
    private readonly now: () => Date,
  ) {}

  /** Hearings that begin on this day of the facility's zone. `date`: YYYY-MM-DD, today when absent. */
  async day(clerk: string, date: string | undefined): Promise<HearingDay> {
    const zone = await readZone(this.db);
    const day = date ?? dateIn(zone, this.now());
    const rows = await selectHearings(this.db)
      .where('made_by', '=', clerk)
      .where(sql<boolean>`(lower(during) at time zone ${zone}::text)::date = ${day}::date`)
      .orderBy('courtroom')
      .orderBy(sql`lower(during)`)
      .execute();
    return { day, hearings: await this.#told(rows) };
  }

  async one(clerk: string, id: string): Promise<HearingRow> {
    const [told] = await this.#told([await this.#own(clerk, id)]);
    return told as HearingRow;
  }

  /** Of the facility, for the forms of this clerk. */
  async choices(clerk: string): Promise<CourtChoices> {
    const { booths, detainees, attorneys } = await readChoices(this.db);
    const clerks = await clerksInUse(this.db).where('id', '<>', clerk).execute();
    return { booths, detainees, attorneys, clerks };
  }

  /** What is written of the minute, and by seat who is meant. @throws Refused `not-found`. */
  async minute(clerk: string, id: string): Promise<HearingMinute & { readonly people: readonly Named[] }> {
    await this.#own(clerk, id);
    const [lines, people] = await Promise.all([readMinute(this.db, id), readAttendees(this.db, [id])]);
    return { hearing: id, lines, people };
  }

  async #own(clerk: string, id: string): Promise<StoredHearing> {
    const row = await selectHearings(this.db).where('id', '=', id).where('made_by', '=', clerk).executeTakeFirst();
    if (row === undefined) throw new Refused('not-found');
    return row;
  }

  async #told(rows: readonly StoredHearing[]): Promise<HearingRow[]> {
    const ids = rows.map(({ id }) => id);
    const people = await readAttendees(this.db, ids);
    const parts = await this.#parts(ids);
    return rows.map(({ id, case_number, courtroom, from, to, state }) => ({
      id,
      caseNumber: case_number,
      courtroom,
      from: from.toISOString(),
      to: to.toISOString(),
      state,
      people: people
        .filter(({ hearing }) => hearing === id)
        .map((one) => ({
          seat: one.seat,
          role: one.role,
          name: one.name,
          language: one.language,
          ...(one.sign_language && { signLanguage: one.sign_language }),
          standing: one.standing,
          connected: this.life.isConnected(id, one.seat),
          link: this.#link(
            one,
            parts.some(({ hearing, seat }) => hearing === id && seat === one.seat),
          ),
        })),
      parts: parts
        .filter(({ hearing }) => hearing === id)
        .map(({ seat, part, booth, from: begins, to: ends, state: stands, attorney }) => ({
          seat: seat as number,
          part: part as HearingPart,
          booth,
          from: begins.toISOString(),
          to: ends.toISOString(),
          state: stands,
          counsel: people.find((one) => one.hearing === id && one.attorney === attorney)?.seat,
        })),
    }));
  }

  #parts(hearings: readonly string[]): Promise<BookingRow[]> {
    return selectBookings(this.db)
      .where('hearing', 'in', hearings.length > 0 ? [...hearings] : [''])
      .where('state', 'not in', ['cancelled', 'no-show', 'expired'])
      .orderBy(sql`lower(during)`)
      .execute();
  }

  #link(
    { link_expires, device, account, attorney }: StoredAttendee,
    inFacility: boolean,
  ): HearingRow['people'][number]['link'] {
    if (account !== null || ((attorney !== null || inFacility) && link_expires === null)) return 'account';
    if (link_expires === null || link_expires <= this.now()) return 'none';
    return device === null ? 'made' : 'used';
  }
}
