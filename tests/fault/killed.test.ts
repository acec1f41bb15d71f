import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultHouse } from './fault-house.js';
import { hour } from './hour.js';
import { expectRecorded, expectSound } from './sound.js';

let house: FaultHouse;
let attorneys: { id: string }[];
beforeAll(async () => {
  house = await FaultHouse.start();
  ({ attorneys } = await house.must('GET', 'desk/choices'));
});
afterAll(() => house?.stop());

const dayOf = (at: string) => at.slice(0, 10);
const wish = (after: number, booth = '1') => ({
  booth,
  detainee: '1034',
  attorney: attorneys[0]?.id ?? '',
  from: hour(after),
  to: hour(after + 1),
});

/** Everything that a step could change. */
const everything = async () =>
  (
    await sql<{ all: string }>`select coalesce(jsonb_agg(all_of order by all_of), '[]')::text as all from (
      select to_jsonb(booking) - 'updated_at' as all_of from booking union all select to_jsonb(request) from request
      union all select to_jsonb(booth_block) from booth_block union all select to_jsonb(detainee) - 'updated_at' from detainee
      union all select to_jsonb(review) from review union all select to_jsonb(booth_hours) from booth_hours
      union all select to_jsonb(notice) from notice) as one`.execute(house.db)
  ).rows[0]?.all;

/** The facility dies between its act and the entry of it: nothing happened. Then the same again, to its end. */
async function killedAtEntry<T>(step: () => Promise<T>): Promise<T> {
  const holder = new Client({ connectionString: house.postgres.url('t1') });
  await holder.connect();
  await holder.query('begin');
  await holder.query('lock table outbox in exclusive mode');
  // From here on nobody's act is done, an offer of the queue's neither: it would need its entry.
  const before = await everything();
  const cut = step().then(
    () => 'answered',
    () => 'cut off',
  );
  const blocked = sql<{ count: number }>`select count(*)::integer as count from pg_locks
    where relation = 'outbox'::regclass and not granted`;
  await expect.poll(async () => (await blocked.execute(house.db)).rows[0]?.count).toBeGreaterThan(0);
  await house.killFacility();
  expect(await cut).toBe('cut off');
  await holder.query('rollback');
  await holder.end();
  await expect.poll(async () => (await facilityBackends()).length).toBe(0);
  expect(await everything()).toBe(before);
  await house.startFacility();
  const done = await step();
  // And it dies with the answer: what was said to be done stays done, and its entry goes when it is back.
  await house.killFacility();
  expect(await everything()).not.toBe(before);
  await house.startFacility();
  await expectSound(house);
  return done;
}

const facilityBackends = async () =>
  (
    await sql`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and application_name = 'habeas' and state <> 'idle'`.execute(house.db)
  ).rows;

it('kill -9 of the facility at every step: what was answered is done and recorded, what was not has not begun', async () => {
  const post = (path: string, body?: unknown) => () => house.must('POST', `desk/${path}`, body);
  const made = await killedAtEntry(post('bookings', wish(30)));
  await killedAtEntry(post(`bookings/${made.id}/amend`, wish(31)));
  await killedAtEntry(post(`bookings/${made.id}/move`, { booth: '2' }));
  await killedAtEntry(post(`bookings/${made.id}/admit`));
  await killedAtEntry(post(`bookings/${made.id}/cancel`, { code: 'refused', saidBy: 'detainee' }));
  const second = await killedAtEntry(post('bookings', wish(40, '3')));
  const block = { booths: ['3'], from: hour(39), to: hour(42), reason: 'repair' };
  const fates = [{ fate: 'queue', booking: second.id }];
  await killedAtEntry(post('blocks', { ...block, fates }));
  const { blocks } = await house.must('GET', 'desk/booths');
  await killedAtEntry(post(`blocks/${blocks[0].action}/lift`));
  const [queued] = (await house.must('GET', 'desk/queue')).requests;
  await killedAtEntry(post(`requests/${queued.id}/withdraw`, { reason: 'other' }));
  const third = await house.must('POST', 'desk/bookings', wish(50, '4'));
  await killedAtEntry(post('register/detainees/1034/whereabouts', { whereabouts: 'hospital' }));
  const { reviews } = await house.must('GET', 'desk/reviews');
  expect(reviews.map((review: { booking: { id: string } }) => review.booking.id)).toEqual([third.id]);
  await killedAtEntry(post(`reviews/${reviews[0].id}`, { decision: 'cancelled', reason: 'in hospital' }));
  const week = { effective: dayOf(hour(72)), week: [] };
  await killedAtEntry(() => house.must('PUT', 'desk/booths/6/hours', week));
  await expectRecorded(house);
}, 600_000);

it('kill -9 while the queue offers, and while offers are taken: each request has one slot or none', async () => {
  const requests = [];
  for (const [n, detainee] of ['0217', '2208', '3391', '4471', '5120'].entries()) {
    const asked = {
      detainee,
      attorney: attorneys[n % 2]?.id,
      from: hour(60),
      to: hour(80),
      minutes: 30,
      firstFit: n === 0,
    };
    requests.push((await house.must('POST', 'desk/requests', asked)).id as string);
  }
  await house.killFacility();
  await expectSound(house);
  await house.startFacility();
  const waiting = async (): Promise<number> =>
    (await house.must('GET', 'desk/queue')).requests.filter((one: { state: string }) => one.state === 'requested')
      .length;
  await expect.poll(waiting, { timeout: 40_000 }).toBe(0);
  const taken = Promise.allSettled(requests.map((id) => house.ask('POST', `desk/requests/${id}/accept`, {})));
  await house.killFacility();
  await taken;
  await expectSound(house);
  await house.startFacility();
  await Promise.all(requests.map((id) => house.ask('POST', `desk/requests/${id}/accept`, {})));
  await expectSound(house);
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::integer as count from booking where request is not null
    and state in ('offered', 'confirmed') group by state`.execute(house.db);
  expect(rows).toEqual([{ state: 'confirmed', count: requests.length }]);
  await expectRecorded(house);
});

it('what is checked after each of these can fail (control)', async () => {
  await sql`insert into booking (id, booth, detainee, attorney, during, held, state, booth_party, booth_label,
      attorney_party, attorney_label)
    select md5('control'), '5', '2208', id, tstzrange(now(), now() + interval '1 hour'),
      tstzrange(now(), now() + interval '1 hour'), 'confirmed', md5('a'), 'Booth 5', md5('b'), name
    from attorney limit 1`.execute(house.db);
  await expect(expectSound(house)).rejects.toThrow('without an entry');
  await sql`delete from booking where id = md5('control')`.execute(house.db);
  await sql`update request set state = 'offered', settled_at = null, settled_reason = null`.execute(house.db);
  await expect(expectSound(house)).rejects.toThrow('an offer on one side only');
});
