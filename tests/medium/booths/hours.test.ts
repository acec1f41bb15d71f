import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { DayBoard } from '../../../apps/facility/src/booking/day-board.js';
import { BoothDesk } from '../../../apps/facility/src/booths/booth-desk.js';
import { RegisterReader } from '../../../apps/facility/src/register/register-reader.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
let desk: BoothDesk;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  desk = new BoothDesk(house.all.bench, new DayBoard(house.db, house.all.life, house.now));
});
afterEach(() => house.close());

// Tuesday 24 and Wednesday 25 November 2026; Almaty is UTC+5.
const tuesday = { from: '2026-11-24T07:00:00Z', to: '2026-11-24T08:00:00Z' };
const wednesday = { from: '2026-11-25T07:00:00Z', to: '2026-11-25T08:00:00Z' };
const set = (effective: string, week: { weekday: number; opens: string; closes: string }[]) =>
  desk.hours.run({ booth: '4', wish: { effective, week }, by: 'desk1' });
const reviews = async () => {
  const reader = new RegisterReader(house.db, new DayBoard(house.db, house.all.life, house.now), house.now);
  return (await reader.reviews()).reviews;
};
const code = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: { code?: string; field?: string }) => [error.code, error.field],
  );

it('are in force from their day on: what was before stays, and bookings that no longer fit go to review', async () => {
  const [kept, hit] = [await house.book(tuesday), await house.book({ ...wednesday, detainee: '1002', attorney: 'a2' })];
  await set('2026-11-25', [{ weekday: 2, opens: '09:00', closes: '24:00' }]);
  expect((await reviews()).map(({ cause, booking }) => [cause, booking.id])).toEqual([['booth-hours', hit.id]]);
  expect(kept.id).not.toBe(hit.id);
  const hours = (await desk.reader.plan()).booths.find(({ number }) => number === '4')?.hours ?? [];
  expect(hours.filter(({ effective }) => effective === '2026-11-25')).toEqual([
    { weekday: 2, opens: '09:00', closes: '24:00', effective: '2026-11-25' },
  ]);
  expect(new Set(hours.map(({ expires }) => expires))).toEqual(new Set([undefined, '2026-11-25']));
  const closed = house.book({ ...wednesday, from: '2026-11-25T10:00:00Z', to: '2026-11-25T11:00:00Z' });
  expect(await code(closed)).toEqual(['booth-closed', 'booth']);
  await house.book({ from: '2026-12-01T18:30:00Z', to: '2026-12-01T19:00:00Z' });
  await house.drained();
  expect(house.keeper.types()).toContain('booth.hours');
});

it('set again from an earlier day replace what was to come; a booth without any is never bookable', async () => {
  await set('2026-12-10', [{ weekday: 1, opens: '09:00', closes: '10:00' }]);
  await set('2026-12-01', []);
  expect(await code(house.book({ from: '2026-12-14T04:10:00Z', to: '2026-12-14T04:50:00Z' }))).toEqual([
    'booth-closed',
    'booth',
  ]);
  await house.book(tuesday);
});

it('refuses days that are over, times that end before they begin, and times that overlap', async () => {
  const nine = { weekday: 1, opens: '09:00', closes: '18:00' };
  expect(await code(set('2026-11-23', [nine]))).toEqual(['day-wrong', 'effective']);
  expect(await code(set('2026-11-24', [{ ...nine, closes: '08:00' }]))).toEqual(['times-wrong', 'hours']);
  expect(await code(set('2026-11-24', [nine, { ...nine, opens: '17:59', closes: '20:00' }]))).toEqual([
    'times-wrong',
    'hours',
  ]);
  expect(await code(set('2026-11-24', [nine, { ...nine, opens: '18:00', closes: '20:00' }]))).toBe('done');
  const unknown = desk.hours.run({ booth: 'x', wish: { effective: '2026-12-01', week: [] }, by: 'desk1' });
  expect(await code(unknown)).toEqual(['booth-unknown', 'booth']);
});
