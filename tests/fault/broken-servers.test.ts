import { createHash, randomBytes } from 'node:crypto';
import { createClient } from 'redis';
import { Queue, createNodeRedisClient } from 'bullmq';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultHouse } from './fault-house.js';
import { hour } from './hour.js';
import { expectRecorded, expectSound } from './sound.js';

let house: FaultHouse;
let attorneys: { id: string }[];
const PEOPLE = Array.from({ length: 60 }, (_, n) => `x${n}`);
beforeAll(async () => {
  house = await FaultHouse.start();
  await house.register(PEOPLE);
  ({ attorneys } = await house.must('GET', 'desk/choices'));
});
afterAll(() => house?.stop());

async function ask(people: readonly string[], from: number): Promise<string[]> {
  const ids = [];
  for (const [n, detainee] of people.entries()) {
    const attorney = attorneys[n % attorneys.length]?.id;
    const wish = { detainee, attorney, from: hour(from), to: hour(from + 24), minutes: 15, firstFit: false };
    ids.push((await house.must('POST', 'desk/requests', wish)).id as string);
  }
  return ids;
}
const inState = async (state: string, ids: readonly string[]): Promise<number> => {
  const rows = await house.db
    .selectFrom('request')
    .select('id')
    .where('state', '=', state as never)
    .execute();
  return rows.filter(({ id }) => ids.includes(id)).length;
};
const allOffered = (ids: readonly string[]) =>
  expect.poll(() => inState('offered', ids), { timeout: 60_000, interval: 100 }).toBe(ids.length);
const accept = (id: string) => house.ask('POST', `desk/requests/${id}/accept`, {});

it('Redis dies in the middle of confirming, stays away for a minute, is emptied, comes back: nothing hangs, nothing is lost', async () => {
  const ids = await ask(PEOPLE.slice(0, 12), 30);
  await allOffered(ids);
  const first = ids.slice(0, 6).map(accept);
  await house.redis.crash();
  const back = Date.now() + 60_000;
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual(first.map(() => 204));
  for (const id of ids.slice(6, 9)) expect((await accept(id)).status).toBe(204);
  // The desk goes on for the whole minute: without a hint, the queue is still looked at, and confirming waits for nobody.
  for (let day = 0; Date.now() < back; day += 1) {
    const late = await ask(PEOPLE.slice(12, 15), 30 + 24 * day);
    await allOffered(late);
    for (const id of late) expect((await accept(id)).status).toBe(204);
    expect(await inState('confirmed', late)).toBe(late.length);
  }
  await house.redis.resume();
  for (const id of ids.slice(9)) {
    const flushed = house.redis.send('FLUSHALL');
    expect((await accept(id)).status).toBe(204);
    await flushed;
  }
  expect(await inState('confirmed', ids)).toBe(ids.length);
  const after = await ask(PEOPLE.slice(15, 18), 30);
  await allOffered(after);
  await expectSound(house);
});

it('PostgreSQL restarts in the middle of confirming: whoever was not answered well tries again', async () => {
  const ids = await ask(PEOPLE.slice(20, 32), 60);
  await allOffered(ids);
  const cut = Promise.allSettled(ids.map(accept));
  await house.postgres.crash();
  const answered = (await cut).map((one) => (one.status === 'fulfilled' ? one.value.status : 'broken line'));
  // Nothing hung; what could not be done was said to be so.
  expect(answered.every((status) => status === 204 || status === 500 || status === 503)).toBe(true);
  const away = await accept(ids[0] ?? '');
  expect([500, 503]).toContain(away.status);
  expect(away.body.code).toBe('failed');
  await house.postgres.resume();
  expect(house.facilityRuns).toBe(true);
  await expect.poll(async () => (await house.ask('GET', 'desk/queue')).status, { timeout: 30_000 }).toBe(200);
  for (const [n, id] of ids.entries()) {
    const { status, body } = await accept(id);
    // What had been confirmed before the answer was lost is confirmed, once.
    if (status !== 204) expect([answered[n], body.code]).toEqual([expect.anything(), 'wrong-state']);
  }
  expect(await inState('confirmed', ids)).toBe(ids.length);
  await expectSound(house);
});

it('10,000 forged, replayed and reordered jobs: nothing that was not due changes', async () => {
  const ids = await ask(PEOPLE.slice(40, 46), 90);
  await allOffered(ids);
  const state = async () => {
    const { rows } = await sql<{
      all: string;
    }>`select md5(coalesce(jsonb_agg(one order by one), '[]')::text) as all from (
      select to_jsonb(booking) as one from booking union all select to_jsonb(request) from request
      union all select to_jsonb(outbox) - 'log_index' from outbox) as every`.execute(house.db);
    return rows[0]?.all;
  };
  // An entry gets its number when it is sent.
  const unsent = () => house.db.selectFrom('outbox').select('id').where('log_index', 'is', null).execute();
  await expect.poll(unsent, { timeout: 30_000 }).toEqual([]);
  const before = await state();
  const raw = createClient({ socket: { path: house.redis.socket, tls: false } });
  const bookings = (await house.db.selectFrom('booking').select('id').execute()).map(({ id }) => id);
  const queues = ['habeas-queue', 'habeas-outbox'].map(
    (name) => new Queue(name, { connection: createNodeRedisClient(raw) }),
  );
  const job = (n: number) => {
    const booking = bookings[n % bookings.length];
    const state = ['expired', 'completed', 'cancelled', 'confirmed'][n % 4];
    const data = {
      booking,
      id: booking,
      state,
      expires: new Date(0).toISOString(),
      forged: randomBytes(8).toString('hex'),
    };
    const name = ['look', 'expire', 'cancel', 'end', '__proto__'][n % 5] ?? 'look';
    // One in three is the same job again; priorities and delays turn their order round.
    const jobId = n % 3 === 0 ? `again-${n % 7}` : createHash('sha256').update(String(n)).digest('hex');
    return { name, data, opts: { jobId, priority: 1 + ((10_000 - n) % 50), delay: n % 11 === 0 ? 50 : 0 } };
  };
  for (let from = 0; from < 10_000; from += 1_000) {
    const jobs = Array.from({ length: 500 }, (_, n) => job(from + n));
    await Promise.all(queues.map((queue) => queue.addBulk(jobs)));
  }
  const left = async () =>
    (
      await Promise.all(queues.map((queue) => queue.getJobCountByTypes('wait', 'prioritized', 'active', 'delayed')))
    ).reduce((a, b) => a + b, 0);
  await expect.poll(left, { timeout: 120_000, interval: 500 }).toBe(0);
  expect(await state()).toBe(before);
  // Control: what is due does change, woken by the very same kind of job.
  await sql`update booking set offer_expires_at = now() - interval '1 second' where request = ${ids[0]}`.execute(
    house.db,
  );
  await queues[0]?.add('look', {});
  await expect
    .poll(
      async () =>
        (
          await house.db
            .selectFrom('request')
            .select('offers_expired')
            .where('id', '=', ids[0] ?? '')
            .executeTakeFirst()
        )?.offers_expired,
    )
    .toBe(1);
  await Promise.all(queues.map((queue) => queue.close()));
  raw.destroy();
  await expectSound(house);
  await expectRecorded(house);
});
