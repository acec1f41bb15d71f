import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bells } from '../../../apps/facility/src/booking/bells.js';
import { DayBoard } from '../../../apps/facility/src/booking/day-board.js';
import { checkIsDue, checksOf, keepCheck } from '../../../apps/facility/src/booth/booth-checks.js';
import { askForTest, openTest, testIsAsked } from '../../../apps/facility/src/booth/booth-tests.js';
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
  const check = async (booth: string) =>
    (await board.day(undefined)).booths.find(({ number }) => number === booth)?.check;
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

it('a code for a device test is good once, at its booth, for half an hour, and the newest only', async () => {
  const { db } = house;
  const former = await askForTest(db, '4', at('05:00'));
  const { code, until } = await askForTest(db, '4', at('05:10'));
  expect([code.length, until]).toEqual([8, at('05:40').toISOString()]);
  const opens = (booth: string, typed: string, when: Date) =>
    openTest(db, booth, typed, when).then(
      () => 'opened',
      (error: { code: string }) => error.code,
    );
  expect(await testIsAsked(db, '5', at('05:11'))).toBe(false);
  expect(await opens('5', code, at('05:11'))).toBe('code-wrong');
  expect(await opens('4', former.code, at('05:11'))).toBe('code-wrong');
  expect(await testIsAsked(db, '4', at('05:39'))).toBe(true);
  expect([await testIsAsked(db, '4', at('05:40')), await opens('4', code, at('05:40'))]).toEqual([false, 'code-wrong']);
  expect(await opens('4', code, at('05:39'))).toBe('opened');
  expect([await testIsAsked(db, '4', at('05:39')), await opens('4', code, at('05:39'))]).toEqual([false, 'code-wrong']);
  await expect(askForTest(db, '99', at('05:00'))).rejects.toMatchObject({ code: 'booth-unknown' });
  const kept = await db.selectFrom('booth_test').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(code);
});
