import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { DayBoard } from '../../../apps/facility/src/booking/day-board.js';
import { BoothDesk } from '../../../apps/facility/src/booths/booth-desk.js';
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

const set = (day: string, holiday = true): Promise<unknown> =>
  desk.holiday.run({ day, holiday, by: 'desk1' }).then(
    () => 'done',
    (error: { code?: string; field?: string }) => [error.code, error.field],
  );
const days = async () => (await desk.reader.plan()).holidays;

it('are entered and taken back by day, in order, and each time the record says so without the day', async () => {
  for (const day of ['2026-12-16', '2027-01-01', '2026-11-25', '2026-12-16']) expect(await set(day)).toBe('done');
  expect(await days()).toEqual(['2026-11-25', '2026-12-16', '2027-01-01']);
  expect(await set('2026-12-16', false)).toBe('done');
  expect(await days()).toEqual(['2026-11-25', '2027-01-01']);
  expect(await set('2026-12-16', false)).toEqual(['not-found', undefined]);
  await house.drained();
  expect(house.keeper.types()).toEqual(Array(5).fill('holidays.changed'));
  expect(JSON.stringify(house.keeper.log)).not.toMatch(/2026-12-16|2027-01-01/);
});

it('a day that is over stays as it was, today in the facility’s zone does not', async () => {
  // 00:30 on the 25th in Almaty, still the 24th in UTC.
  house.at = new Date('2026-11-24T19:30:00Z');
  expect(await set('2026-11-24')).toEqual(['day-wrong', 'day']);
  expect(await set('2026-11-25')).toBe('done');
  house.at = new Date('2026-11-25T19:30:00Z');
  expect(await days()).toEqual([]);
  expect(await set('2026-11-25', false)).toEqual(['day-wrong', 'day']);
});

it('booths open as their hours say', async () => {
  await set('2026-11-24');
  await house.book({ from: '2026-11-24T07:00:00Z', to: '2026-11-24T08:00:00Z' });
});
