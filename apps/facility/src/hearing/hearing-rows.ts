import { type Attendee, type Hearing, type HearingHead, newHearing } from '#hearing';
import type { AttendeeTable, Database, Db, HearingTable, MinuteLineTable } from '#postgres';
import type { HearingRole, MinuteLine } from '#protocol';
import { sql, type Selectable, type Transaction } from 'kysely';

type Reader = Db | Transaction<Database>;

/** A hearing as stored, its time taken apart. */
export type StoredHearing = Omit<Selectable<HearingTable>, 'during'> & { readonly from: Date; readonly to: Date };
export type StoredAttendee = Selectable<AttendeeTable>;

/** All columns; add where clauses of your own. */
export const selectHearings = (db: Reader) =>
  db
    .selectFrom('hearing')
    .selectAll('hearing')
    .select([sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('to')]);

export const headOf = ({ id, case_number, courtroom, from, to }: StoredHearing): HearingHead => ({
  hearing: id,
  caseNumber: case_number,
  courtroom,
  from: from.toISOString(),
  to: to.toISOString(),
});

/** As it was left: nobody is connected, and hands, roll and private word are gone. `people` by seat. */
export function hearingOf(row: StoredHearing, people: readonly StoredAttendee[]): Hearing {
  const fresh = newHearing(
    people.map((one) => ({ ...one, signLanguage: one.sign_language, protectedFrom: one.protected_from })),
  );
  return {
    ...fresh,
    state: row.state,
    pausedBy: row.paused_by ?? undefined,
    floor: row.floor ?? undefined,
    people: fresh.people.map((one, seat): Attendee => {
      const { standing, ready, company, link_elsewhere, muted, affirmed, ...own } = people[seat] as StoredAttendee;
      const changing = { counsel: own.counsel ?? undefined, relievedBy: own.relieved_by };
      const linkElsewhere = link_elsewhere;
      const room = { company: company ?? undefined, present: own.present, roomCheck: own.room_check ?? undefined };
      return { ...one, ...changing, ...room, standing, ready, linkElsewhere, muted, affirmed };
    }),
  };
}

export const readAttendees = (db: Reader, hearings: readonly string[]): Promise<StoredAttendee[]> =>
  db
    .selectFrom('attendee')
    .selectAll()
    .where('hearing', 'in', hearings.length > 0 ? [...hearings] : [''])
    .orderBy('hearing')
    .orderBy('seat')
    .execute();

export async function readMinute(db: Reader, hearing: string): Promise<MinuteLine[]> {
  const rows = await db
    .selectFrom('minute_line')
    .selectAll()
    .where('hearing', '=', hearing)
    .orderBy('number')
    .execute();
  return rows.map(lineOf);
}

const lineOf = ({ number, at, kind, what, seat, by_seat, text, corrects }: MinuteLineTable): MinuteLine => ({
  number,
  at: at.toISOString(),
  kind,
  ...(what !== null && { what }),
  ...(seat !== null && { seat }),
  ...(by_seat !== null && { by: by_seat }),
  ...(text !== null && { text }),
  ...(corrects !== null && { corrects }),
});

/** Who stands for a hearing in the minute and its export: by seat. */
export interface Named {
  readonly role: HearingRole;
  readonly name: string;
}
