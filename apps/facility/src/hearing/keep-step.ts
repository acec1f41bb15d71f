import type { Attendee, Hearing } from '#hearing';
import type { Database } from '#postgres';
import type { MinuteLine } from '#protocol';
import type { Transaction } from 'kysely';
import type { LeafDraft } from '../audit/leaf-draft.js';
import type { Outbox } from '../audit/outbox.js';

/** What an event made of a hearing, to be kept. */
export interface Step {
  readonly before: Hearing;
  readonly after: Hearing;
  /** Of the ledger; from the opening on. */
  readonly session: string | undefined;
  readonly lines: readonly MinuteLine[];
  readonly entries: readonly LeafDraft[];
}

const hearingFacts = ({ state, pausedBy, floor }: Hearing) => ({
  state,
  paused_by: pausedBy ?? null,
  floor: floor ?? null,
});

const attendeeFacts = ({ standing, ready, company, present, roomCheck, ...one }: Attendee) => ({
  standing,
  ready,
  company: company ?? null,
  present: [...present],
  room_check: roomCheck ?? null,
  link_elsewhere: one.linkElsewhere,
  muted: one.muted,
  affirmed: [...one.affirmed],
});

const differ = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

/** The people of whom something changed that outlives the process. Who was added is there already: with the change of counsel. */
const changed = ({ before, after }: Step): Attendee[] =>
  after.people.filter((one, seat) => {
    const was = before.people[seat];
    return was !== undefined && differ(attendeeFacts(one), attendeeFacts(was));
  });

export const isWorthKeeping = (step: Step): boolean =>
  step.lines.length > 0 ||
  step.entries.length > 0 ||
  differ(hearingFacts(step.before), hearingFacts(step.after)) ||
  changed(step).length > 0;

/**
 * State, standing, lines of the minute and their entries, all or nothing. Done again after an answer that was lost, it does
 * nothing.
 */
export async function keepStep(trx: Transaction<Database>, outbox: Outbox, hearing: string, step: Step): Promise<void> {
  const rows = step.lines.map(({ number, at, kind, what, seat, by, text, corrects }) => ({
    hearing,
    number,
    at: new Date(at),
    kind,
    what: what ?? null,
    seat: seat ?? null,
    by_seat: by ?? null,
    text: text ?? null,
    corrects: corrects ?? null,
  }));
  if (rows.length > 0) {
    const written = await trx
      .insertInto('minute_line')
      .values(rows)
      .onConflict((known) => known.doNothing())
      .returning('number')
      .execute();
    if (written.length === 0) return;
  }
  await trx
    .updateTable('hearing')
    .set({ ...hearingFacts(step.after), session: step.session ?? null })
    .where('id', '=', hearing)
    .execute();
  for (const one of changed(step)) {
    await trx
      .updateTable('attendee')
      .set(attendeeFacts(one))
      .where('hearing', '=', hearing)
      .where('seat', '=', one.seat)
      .execute();
  }
  if (step.entries.length > 0) await outbox.appendAll(trx, step.entries);
}
