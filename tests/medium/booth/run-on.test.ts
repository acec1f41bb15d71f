import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { DayBoard } from '../../../apps/facility/src/booking/day-board.js';
import { RunOn } from '../../../apps/facility/src/booth/run-on.js';
import { TestHouse } from './test-house.js';

let server: TestPostgres;
let house: TestHouse;
let runOn: RunOn;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  runOn = new RunOn(house.db, house.now);
});
afterEach(() => house.close());

const minutes = (count: number) => (house.at = new Date(Date.parse('2026-11-24T06:00:00Z') + count * 60_000));
const seen = async (id: string) =>
  (await new DayBoard(house.db, house.all.life, house.now).day('2026-11-24')).bookings.find((one) => one.id === id);
async function running(): Promise<string> {
  const { id, code } = await house.admitted();
  await house.all.booth.open('4', code);
  return id;
}

it('the end of a slot ends nothing: a free booth runs on, and nobody is booked into it meanwhile', async () => {
  const id = await running();
  minutes(-10);
  expect(await runOn.look()).toBe(0);
  expect((await seen(id))?.runsOn).toBeUndefined();
  for (const at of [-4, 3, 12, 30]) {
    minutes(at);
    expect(await runOn.look()).toBe(0);
  }
  expect(await seen(id)).toMatchObject({
    state: 'in-session',
    runsOn: { until: '2026-11-24T06:45:00.000Z', nextWaits: false },
  });
  const next = house.book({
    from: '2026-11-24T06:40:00Z',
    to: '2026-11-24T07:00:00Z',
    detainee: '1002',
    attorney: 'a2',
  });
  await expect(next).rejects.toMatchObject({ constraint: 'booking_booth_free' });
  await house.all.life.end(
    (await house.db.selectFrom('booking').selectAll().executeTakeFirstOrThrow()) as never,
    'ended-by-staff',
    { by: 'desk1' },
  );
  expect((await seen(id))?.state).toBe('completed');
});

it('a booth that is promised to others is not taken from them: both stay, the desk sees who waits and moves one', async () => {
  const id = await running();
  const next = await house.book({
    from: '2026-11-24T06:00:00Z',
    to: '2026-11-24T07:00:00Z',
    detainee: '1002',
    attorney: 'a2',
  });
  minutes(1);
  expect(await runOn.look()).toBe(1);
  expect(await seen(id)).toMatchObject({ state: 'in-session', runsOn: { nextWaits: true } });
  await house.all.desk.move.run({ id: next.id, booth: '5', by: 'desk1' });
  expect(await runOn.look()).toBe(0);
  expect(await seen(id)).toMatchObject({ state: 'in-session', runsOn: { nextWaits: false } });
});
