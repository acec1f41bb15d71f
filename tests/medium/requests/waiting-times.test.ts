import { TestPostgres } from '#testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import { readWaitingTimes } from '../../../apps/facility/src/requests/read-waiting-times.js';
import { TestHouse } from '../booth/test-house.js';

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

let made = 0;
/** Asked then, and settled so many hours later; undefined: still open. */
const asked = (at: string, hours?: number) =>
  sql`insert into request (id, detainee, attorney, asked_by, asked_at, within, minutes, state, settled_at, settled_reason)
    values (md5(${String(made++)}::text), '1001', 'a1', 'desk', ${at}, tstzrange(${at}::timestamptz, ${at}::timestamptz + interval '30 days'),
      60, ${hours === undefined ? 'requested' : 'confirmed'}, ${at}::timestamptz + ${hours ?? null}::double precision * interval '1 hour',
      ${hours === undefined ? null : 'confirmed'})`.execute(house.db);

it('counts by week of asking in the facility’s calendar; of fewer than five nothing is said', async () => {
  expect(await readWaitingTimes(house.db)).toEqual({ weeks: [] });
  for (const hours of [1, 2, 3, 4, 100]) await asked('2026-11-18T06:00:00Z', hours);
  // Sunday evening in UTC is Monday in Almaty.
  for (const hours of [1, 2, 3, 200]) await asked('2026-11-22T20:00:00Z', hours);
  expect(await readWaitingTimes(house.db)).toEqual({
    weeks: [
      { week: '2026-11-23' },
      { week: '2026-11-16', asked: 5, open: 0, met: 5, median: 3, p90: 100, longest: 100 },
    ],
  });
  await asked('2026-11-22T20:00:00Z');
  expect(await readWaitingTimes(house.db)).toEqual({
    weeks: [
      { week: '2026-11-23', asked: 5 },
      { week: '2026-11-16', asked: 5, open: 0, met: 5, median: 3, p90: 100, longest: 100 },
    ],
    oldestOpen: '2026-11-22T19:00:00.000Z',
  });
});
