import { CO_COUNSEL_ROLE, INTERPRETER_ROLE, sealMark, type MarkFacts } from '#booking';
import type { DeskBooking, DeskChoices, DeskDay, SealProfile } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import { checksOf } from '../booth/booth-checks.js';
import { selfTestFailed } from '../self-test/self-test-book.js';
import { completionOf, rosterOf, selectBookings, type BookingRow } from './booking-rows.js';
import { readChoices } from './read-choices.js';
import { readZone } from './read-zone.js';

/** `present` by place of the booked roster, empty where nothing runs; the others as in MarkFacts. */
export type PresenceNow = { readonly present: readonly boolean[] } & Pick<MarkFacts, 'here' | 'met' | 'matched'>;

/** What the running sessions know that the database does not. */
export abstract class Presence {
  abstract of(booking: string): PresenceNow;
  abstract profile(): SealProfile;
}

/** The desk's view of a day. */
export class DayBoard {
  constructor(
    private readonly db: Db,
    private readonly presence: Presence,
    private readonly now: () => Date,
  ) {}

  /** Bookings that touch this day of the facility's zone. `date`: YYYY-MM-DD, today when absent. */
  async day(date: string | undefined): Promise<DeskDay> {
    const zone = await readZone(this.db);
    const day = date ?? dateIn(zone, this.now());
    const whole = sql<boolean>`during && tstzrange(${day}::date::timestamp at time zone ${zone}::text,
      (${day}::date + 1)::timestamp at time zone ${zone}::text, '[)')`;
    const rows = await selectBookings(this.db)
      .innerJoin('attorney', 'attorney.id', 'booking.attorney')
      .select('attorney.name as attorney_name')
      .where(whole)
      .orderBy(sql`lower(during)`)
      .orderBy('booth')
      .execute();
    const booths = await this.db
      .selectFrom('booth')
      .select(['number', 'calling_at'])
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('kiosk')
              .select('kiosk.booth')
              .whereRef('kiosk.booth', '=', 'booth.number')
              .where('revoked_at', 'is', null),
          )
          .as('enrolled'),
      )
      .orderBy('number')
      .execute();
    const checks = await checksOf(this.db, day, zone);
    const failed = await selfTestFailed(this.db);
    return {
      ...(failed && { selfTestFailed: true }),
      date: day,
      now: this.now().toISOString(),
      booths: booths.map(({ number, calling_at, enrolled }) => {
        const check = checks.get(number);
        return {
          number,
          enrolled: Boolean(enrolled),
          ...(calling_at !== null && { calling: calling_at.toISOString() }),
          ...(check && { check }),
        };
      }),
      bookings: await this.#told(rows),
    };
  }

  async one(row: BookingRow): Promise<DeskBooking> {
    const found = await this.db.selectFrom('attorney').select('name').where('id', '=', row.attorney).executeTakeFirst();
    const [told] = await this.#told([{ ...row, attorney_name: found?.name ?? '' }]);
    return told as DeskBooking;
  }

  choices(): Promise<DeskChoices> {
    return readChoices(this.db);
  }

  async #told(rows: readonly (BookingRow & { attorney_name: string })[]): Promise<DeskBooking[]> {
    if (rows.length === 0) return [];
    const around = await readAround(
      this.db,
      rows.map(({ id }) => id),
      this.now(),
    );
    return rows.map((row) => ({ ...this.#facts(row), ...around.get(row.id) }));
  }

  #facts(row: BookingRow & { attorney_name: string }): DeskBooking {
    const { present, here, met, matched } = this.presence.of(row.id);
    const helpers = helpersOf(row, present);
    const completion = completionOf(row);
    const { profile } = this.presence.profile();
    return {
      id: row.id,
      booth: row.booth,
      detainee: row.detainee,
      attorney: { id: row.attorney, name: row.attorney_name },
      ...helpers.who,
      from: row.from.toISOString(),
      to: row.to.toISOString(),
      state: row.state,
      mark: sealMark({ state: row.state, completion, profile, here, met, matched }),
      ...(completion !== undefined && { completion }),
      ...(row.part !== null && { part: row.part }),
      ...(row.sound_only && { soundOnly: true as const }),
      ...(row.state === 'offered' && row.offer_expires_at !== null && { expires: row.offer_expires_at.toISOString() }),
      present: { kiosk: present[0] ?? false, attorney: present[1] ?? false, ...helpers.present },
    };
  }
}

const FIELD_OF_ROLE: ReadonlyMap<number, 'coCounsel' | 'interpreter'> = new Map([
  [CO_COUNSEL_ROLE, 'coCounsel'],
  [INTERPRETER_ROLE, 'interpreter'],
]);

/** Who takes part beside booth and attorney, and whether they are here. */
function helpersOf(row: BookingRow, present: readonly boolean[]) {
  const roster = rosterOf(row);
  const fields = row.helpers.map((helper) => {
    const place = roster.findIndex(({ party }) => party === helper.party);
    return { ...helper, field: FIELD_OF_ROLE.get(helper.role) ?? 'interpreter', is: present[place] ?? false };
  });
  return {
    who: Object.fromEntries(fields.map(({ field, person, label }) => [field, { id: person, name: label }])),
    present: Object.fromEntries(fields.map(({ field, is }) => [field, is])),
  };
}

type Around = Pick<DeskBooking, 'wing' | 'language' | 'needs' | 'runsOn'>;

/** Of each booking: what the register knows of the person, and whether it runs on and somebody waits for the booth. */
async function readAround(db: Db, ids: readonly string[], now: Date): Promise<Map<string, Around>> {
  const { rows } = await sql<{
    id: string;
    wing: string;
    language: string;
    needs: string;
    until: Date | null;
    next_waits: boolean;
  }>`
    select booking.id, wing, language, needs,
      case when state = 'in-session' and upper(during) <= ${now} then upper(held) end as until,
      exists (select from booking as next where next.booth = booking.booth and next.id <> booking.id
        and next.state in ('confirmed', 'admitted') and lower(next.during) <= ${now} and upper(next.during) > ${now}) as next_waits
    from booking join detainee on detainee.number = booking.detainee where booking.id = any (${ids}::text[])`.execute(
    db,
  );
  return new Map(
    rows.map(({ id, wing, language, needs, until, next_waits: nextWaits }) => [
      id,
      {
        ...(wing && { wing }),
        language,
        ...(needs && { needs }),
        ...(until !== null && { runsOn: { until: until.toISOString(), nextWaits } }),
      },
    ]),
  );
}

/** Calendar date of a moment in a zone, YYYY-MM-DD. */
export const dateIn = (zone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
