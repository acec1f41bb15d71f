import { INTERPRETER_ROLE } from '#booking';
import type { BookingWish } from '#protocol';
import type { Connection } from '#postgres';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AttorneyController } from '../../../apps/facility/src/booking/attorney.controller.js';
import { rosterOf, type BookingRow } from '../../../apps/facility/src/booking/booking-rows.js';
import { refusing } from '../../../apps/facility/src/booking/refusing.js';
import type { Person } from '../../../apps/facility/src/people/visitor.js';
import { RequestCommands } from '../../../apps/facility/src/requests/request-commands.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  await house.withHelpers();
});
afterEach(() => house.close());

type Wish = Partial<BookingWish>;
const SLOT = { from: '2026-11-24T05:00:00Z', to: '2026-11-24T06:00:00Z' };
const FIRST = { booth: '4', detainee: '1001', attorney: 'a1', ...SLOT };
/** Shares booth, person and attorney with no other. */
const SECOND = { booth: '5', detainee: '1002', attorney: 'a2', ...SLOT };

const make = (wish: BookingWish): Promise<BookingRow> =>
  refusing(async () => (await house.all.desk.make.run({ wish, by: 'desk1' })).answer);
const amend = (id: string, wish: Wish): Promise<BookingRow> =>
  refusing(async () => (await house.all.desk.amend.run({ id, wish: { ...FIRST, ...wish }, by: 'desk1' })).answer);
const codeOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    ({ code, field }: { code?: string; field?: string }) => [code, field],
  );

describe('co-counsel and interpreter of a booking', () => {
  it('have a place, a party of their own and the name they are known by; the entry says who', async () => {
    const row = await make({ ...FIRST, coCounsel: 'a3', interpreter: 'i1' });
    expect(rosterOf(row).map(({ role, label }) => [role, label])).toEqual([
      [1, 'Booth 4'],
      [2, 'Attorney 1'],
      [3, 'Attorney 3'],
      [4, 'Ivan'],
    ]);
    expect(new Set(rosterOf(row).map(({ party }) => party)).size).toBe(4);
  });

  it('stay with their party when the time changes, go and come with another; null is nobody', async () => {
    const before = await make({ ...FIRST, interpreter: 'i1' });
    const later = await amend(before.id, { to: '2026-11-24T06:30:00Z' });
    expect(later.helpers).toEqual(before.helpers);
    const other = await amend(before.id, { interpreter: 'i2', coCounsel: 'a3' });
    expect(other.helpers.map(({ person }) => person)).toEqual(['a3', 'i2']);
    expect(other.helpers[1]?.party).not.toBe(before.helpers[0]?.party);
    expect((await amend(before.id, { interpreter: null })).helpers.map(({ person }) => person)).toEqual(['a3']);
  });

  it.each<[string, Wish, Wish, unknown]>([
    ['interpreter', { interpreter: 'i1' }, { interpreter: 'i1' }, ['person-taken', 'from']],
    ['co-counsel', { coCounsel: 'a3' }, { coCounsel: 'a3' }, ['person-taken', 'from']],
    ['co-counsel who leads elsewhere', { coCounsel: 'a3' }, { attorney: 'a3' }, ['person-taken', 'from']],
    ['attorney who helps elsewhere', { attorney: 'a3' }, { coCounsel: 'a3' }, ['person-taken', 'from']],
    ['nobody in common', { interpreter: 'i1', coCounsel: 'a3' }, { interpreter: 'i2' }, 'done'],
  ])('are in one place at a time: %s', async (_, first, second, answer) => {
    const { id } = await make({ ...FIRST, ...first });
    expect(await codeOf(make({ ...SECOND, ...second }))).toEqual(answer);
    const next = { ...SLOT, from: SLOT.to, to: '2026-11-24T07:00:00Z' };
    expect(await codeOf(make({ ...SECOND, ...second, detainee: '1003', ...next }))).toBe('done');
    // Over the other's time, by amending.
    expect(await codeOf(amend(id, { ...first, to: '2026-11-24T06:30:00Z' }))).toEqual(answer);
    // What is called off holds nobody.
    await house.all.desk.cancel.run({ id, code: 'refused', by: 'desk1' });
    if (answer !== 'done') expect(await codeOf(make({ ...SECOND, ...second }))).toBe('done');
  });

  it('who is replaced is free at once, and the one who comes must be', async () => {
    const { id } = await make({ ...FIRST, interpreter: 'i1' });
    await make({ ...SECOND, interpreter: 'i2' });
    expect(await codeOf(amend(id, { interpreter: 'i2' }))).toEqual(['person-taken', 'from']);
    expect(await codeOf(amend(id, { interpreter: null }))).toBe('done');
    expect(await codeOf(make({ ...SECOND, booth: 'b1', detainee: '1003', attorney: 'a4', interpreter: 'i1' }))).toBe(
      'done',
    );
  });

  it('50 bookings at once want one interpreter: one gets her', async () => {
    const wishes = Array.from({ length: 50 }, (_, i) => ({
      ...SLOT,
      booth: `b${i}`,
      detainee: String(1000 + i),
      attorney: `a${i}`,
      interpreter: 'i1',
    }));
    const answers = await Promise.all(wishes.map((wish) => codeOf(make(wish))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.filter((answer) => answer !== 'done')).toEqual(
      Array.from({ length: 49 }, () => ['person-taken', 'from']),
    );
  });

  it.each<[string, Wish, unknown]>([
    ['an attorney without an account', { coCounsel: 'a5' }, ['attorney-unknown', 'coCounsel']],
    ['the attorney again', { attorney: 'a3', coCounsel: 'a3' }, ['not-allowed', 'coCounsel']],
    ['an attorney as interpreter', { interpreter: 'a3' }, ['interpreter-unknown', 'interpreter']],
    ['an interpreter as attorney', { coCounsel: 'i1' }, ['attorney-unknown', 'coCounsel']],
    ['an account out of use', { interpreter: 'i2' }, ['interpreter-unknown', 'interpreter']],
    ['an account in use', { interpreter: 'i1' }, 'done'],
  ])('are accounts in use of the right kind: %s', async (_, wish, answer) => {
    await house.db.updateTable('person').set({ deactivated_at: house.at }).where('id', '=', 'i2').execute();
    expect(await codeOf(make({ ...FIRST, ...wish }))).toEqual(answer);
    const rows = await house.db.selectFrom('booking').select('id').execute();
    expect(rows).toHaveLength(answer === 'done' ? 1 : 0);
  });

  it('a request’s co-counsel takes part in what comes of it', async () => {
    const { make: ask, confirm } = new RequestCommands(house.all.bench);
    const { detainee, attorney, from, to } = FIRST;
    const wish = { detainee, attorney, from, to, minutes: 60, coCounsel: 'a3', firstFit: false };
    const { answer } = await ask.run({ wish, askedBy: 'desk', by: 'desk1' });
    await confirm.run({ request: answer.id, slot: { booth: '4', from, to }, by: 'desk1' });
    const party = await house.db.selectFrom('booking_party').select(['person', 'role']).executeTakeFirstOrThrow();
    expect(party).toEqual({ person: 'a3', role: 3 });
  });

  it('see their own bookings with their own party, and no others', async () => {
    house.at = new Date();
    const day = new Date(house.at.getTime() + 86_400_000).toISOString().slice(0, 10);
    const slot = { from: `${day}T05:00:00Z`, to: `${day}T06:00:00Z` };
    const row = await make({ ...FIRST, ...slot, interpreter: 'i1', coCounsel: 'a3' });
    await make({ ...SECOND, ...slot, interpreter: 'i2' });
    const controller = new AttorneyController({ db: house.db } as Connection);
    const seenBy = async (id: string) => (await controller.bookings({ id } as Person)).bookings;
    const [seen, ...more] = await seenBy('i1');
    expect(more).toEqual([]);
    expect(seen).toMatchObject({ id: row.id, party: row.helpers.find(({ role }) => role === INTERPRETER_ROLE)?.party });
    expect(seen?.roster).toEqual(rosterOf(row));
    expect((await seenBy('a1')).map(({ party }) => party)).toEqual([row.attorney_party]);
    expect((await seenBy('a3')).map(({ party }) => party)).toEqual([row.helpers[0]?.party]);
  });
});
