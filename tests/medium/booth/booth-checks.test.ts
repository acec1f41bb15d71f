import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bells } from '../../../apps/facility/src/booking/bells.js';
import { DayBoard } from '../../../apps/facility/src/booking/day-board.js';
import { checkIsDue, checksOf, keepCheck } from '../../../apps/facility/src/booth/booth-checks.js';
import { TestHouse } from './test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => {
  server = await TestPostgres.start();
  house = await TestHouse.open(server);
});
afterAll(async () => {
  await house?.close();
  await server?.stop();
});

/** The facility's zone is five hours ahead. */
const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);

it('a check is due until one is kept that day, of the facility’s calendar and of that booth', async () => {
  expect(await checkIsDue(house.db, '4', at('03:00'))).toBe(true);
  await keepCheck(house.db, '4', [], at('03:00'));
  expect(await checkIsDue(house.db, '4', at('03:01'))).toBe(false);
  expect(await checkIsDue(house.db, '4', at('18:59'))).toBe(false);
  expect(await checkIsDue(house.db, '4', at('19:00')), 'midnight there').toBe(true);
  expect(await checkIsDue(house.db, '5', at('03:01'))).toBe(true);
});

it('a fault rings, and the board names the booth and what it was; a booth in order does neither', async () => {
  const { db } = house;
  const bells = new Bells(db, () => at('05:00'));
  const board = new DayBoard(db, house.all.life, () => at('05:00'));
  const check = async (booth: string) => (await board.day(undefined)).booths.find(({ number }) => number === booth)?.check;
  await keepCheck(db, '4', [], at('04:00'));
  expect((await bells.open()).bells).toEqual([]);
  expect(await check('4')).toEqual({ at: at('04:00').toISOString(), faults: [] });
  await keepCheck(db, '5', ['microphone', 'camera', 'microphone'], at('04:10'));
  expect((await bells.open()).bells).toMatchObject([{ booth: '5', problem: 'booth-fault' }]);
  expect((await check('5'))?.faults.toSorted()).toEqual(['camera', 'microphone']);

  // Mended, tried again: the newest counts, and only of the day asked for.
  await keepCheck(db, '5', [], at('04:40'));
  expect(await check('5')).toEqual({ at: at('04:40').toISOString(), faults: [] });
  expect((await board.day('2026-11-25')).booths.filter((booth) => booth.check)).toEqual([]);
  expect([...(await checksOf(db)).keys()].toSorted()).toEqual(['4', '5']);
});

it('nothing of a person is kept: booth, time and parts by name, and no other part', async () => {
  const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
    where table_name = 'booth_check' order by 1`.execute(house.db);
  expect(rows.map(({ name }) => name)).toEqual(['at', 'booth', 'faults', 'id']);
  const odd = house.db
    .insertInto('booth_check')
    .values({ id: 'a'.repeat(32), booth: '4', faults: ['1043 spoke'] })
    .execute();
  await expect(odd).rejects.toThrow('check constraint');
});
