import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Bell } from '#protocol';
import { TestPostgres } from '#testing';
import { Bells } from '../../../apps/facility/src/booking/bells.js';
import { ringBell } from '../../../apps/facility/src/booth/ring-bell.js';
import { SILENT_AFTER_SECONDS, SilentKiosks } from '../../../apps/facility/src/kiosks/silent-kiosks.js';
import { TestHouse } from '../booth/test-house.js';

const START = Date.parse('2026-11-02T10:00:00Z');
let server: TestPostgres;
let house: TestHouse;
let now = new Date(START);
let silent: SilentKiosks;
let bells: Bells;
beforeAll(async () => {
  server = await TestPostgres.start();
  house = await TestHouse.open(server);
  silent = new SilentKiosks(house.db, () => now);
  bells = new Bells(house.db, () => now);
});
afterAll(async () => {
  await house?.close();
  await server?.stop();
});
beforeEach(async () => {
  now = new Date(START);
  await house.db.deleteFrom('bell').execute();
  await house.db.deleteFrom('kiosk').execute();
  await house.db.deleteFrom('booth_hours').execute();
});

/** A kiosk heard of at the start, in a booth that opens at `hours` of every day, or never. */
async function kioskIn(booth: string, hours?: { opens: string; closes: string }): Promise<void> {
  await house.db
    .insertInto('kiosk')
    .values({ id: randomBytes(32).toString('hex'), booth, public_key: randomBytes(32), seen_at: new Date(START) })
    .execute();
  if (hours === undefined) return;
  await sql`insert into booth_hours (id, booth, weekday, opens, closes, effective)
    select md5(random()::text || weekday), ${booth}, weekday, ${hours.opens}, ${hours.closes}, '2026-01-01'
    from generate_series(1, 7) as weekday`.execute(house.db);
}
const ALWAYS = { opens: '00:00', closes: '24:00' };
const seconds = (count: number) => (now = new Date(now.getTime() + count * 1000));
const heardOf = (booth: string) =>
  house.db.updateTable('kiosk').set({ seen_at: now }).where('booth', '=', booth).execute();
const rung = async (): Promise<Pick<Bell, 'booth' | 'problem'>[]> => {
  await silent.look();
  return (await bells.open()).bells.map(({ booth, problem }) => ({ booth, problem }));
};

it('a kiosk that falls silent rings once, is quiet when it is back, and rings again the next time', async () => {
  await kioskIn('4', ALWAYS);
  seconds(SILENT_AFTER_SECONDS - 1);
  expect(await rung()).toEqual([]);
  seconds(2);
  expect(await rung()).toEqual([{ booth: '4', problem: 'kiosk-offline' }]);
  expect((await bells.open()).bells[0]?.since).toBe(new Date(START).toISOString());
  // Somebody goes: the same silence does not ring twice.
  await bells.going((await bells.open()).bells[0]!.id, 'desk1');
  seconds(3600);
  expect(await rung()).toEqual([]);
  await heardOf('4');
  expect(await rung()).toEqual([]);
  seconds(SILENT_AFTER_SECONDS + 1);
  expect(await rung()).toEqual([{ booth: '4', problem: 'kiosk-offline' }]);
  await heardOf('4');
  expect(await rung()).toEqual([]);
});

it('rings for nobody in a booth that is closed now, and when it opens', async () => {
  // 10:00 UTC is 15:00 in Almaty.
  await kioskIn('4', { opens: '16:00', closes: '18:00' });
  await kioskIn('5');
  seconds(SILENT_AFTER_SECONDS + 1);
  expect(await rung()).toEqual([]);
  seconds(3600);
  expect(await rung()).toEqual([{ booth: '4', problem: 'kiosk-offline' }]);
});

it('what a person in that booth said stays what the desk reads', async () => {
  await kioskIn('4', ALWAYS);
  await ringBell(house.db, '4', 'unwell', now);
  seconds(SILENT_AFTER_SECONDS + 1);
  expect(await rung()).toEqual([{ booth: '4', problem: 'unwell' }]);
});

it('who calls after the kiosk fell silent is not forgotten when it is back', async () => {
  await kioskIn('4', ALWAYS);
  seconds(SILENT_AFTER_SECONDS + 1);
  expect(await rung()).toEqual([{ booth: '4', problem: 'kiosk-offline' }]);
  await ringBell(house.db, '4', undefined, now);
  await heardOf('4');
  expect(await rung()).toEqual([{ booth: '4', problem: 'staff' }]);
});
