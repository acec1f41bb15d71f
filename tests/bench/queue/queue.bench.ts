import { TestPostgres } from '#testing';
import { Allocator } from '../../../apps/facility/src/requests/allocator.js';
import { RequestCommands } from '../../../apps/facility/src/requests/request-commands.js';
import { TestHouse } from '../../medium/booth/test-house.js';
import { sql } from 'kysely';
import { readStanding } from '../../../apps/facility/src/requests/read-standing.js';

const REQUESTS = 5000;
const BOOTHS = 12;
/** Seconds in which the slots of a day are given to those who wait. */
const BAR = 10;
/** Monday, 09:00 in Almaty. */
const NOW = new Date('2026-11-23T04:00:00Z');

/**
 * 5,000 requests wait for a day of twelve booths, 09:00 to 18:00, half an hour each: one look of the allocator, with an entry
 * and a notice for each slot it gives, on a real PostgreSQL. Beside it, bare INSERTs of as many rows in the same run.
 */
export async function run({ quick }: { json: boolean; quick: boolean }) {
  const requests = quick ? REQUESTS / 5 : REQUESTS;
  const server = await TestPostgres.start();
  const house = await TestHouse.open(server);
  try {
    house.at = NOW;
    await fill(house, requests);
    const { offer, confirm, expire } = new RequestCommands(house.all.bench);
    const parts = { db: house.db, now: house.now, offer, confirm, expire };
    const reading = await seconds(async () => void (await readStanding(house.db, NOW)));
    const looking = await seconds(() => new Allocator(parts).look());
    const given = await house.db.selectFrom('booking').select('id').execute();
    const doubles = await countDoubles(house);
    const bare = await seconds(() => bareInserts(house, given.length));
    const ok = looking <= BAR && doubles === 0 && given.length > 0;
    const figures = { requests, booths: BOOTHS, given: given.length, reading, looking, bare, doubles };
    return { ok, table: table(figures), json: { ok, bar: BAR, unit: 's', ...figures } };
  } finally {
    await house.close();
    await server.stop();
  }
}

async function fill(house: TestHouse, requests: number): Promise<void> {
  const { db } = house;
  await db.deleteFrom('booth_hours').execute();
  await db.deleteFrom('booth').execute();
  await db
    .insertInto('booth')
    .values(Array.from({ length: BOOTHS }, (_, i) => ({ number: `q${i}` })))
    .execute();
  await sql`insert into booth_hours (id, booth, weekday, opens, closes, effective)
    select md5(number), number, 1, '09:00', '18:00', '2020-01-01' from booth`.execute(db);
  await sql`insert into detainee (number) select 'q' || n from generate_series(1, ${requests}) as n`.execute(db);
  await sql`insert into attorney (id, name) select 'q' || n, 'Attorney q' || n from generate_series(1, 400) as n`.execute(
    db,
  );
  await sql`insert into request (id, detainee, attorney, asked_by, asked_at, within, minutes, hearing_at, hearing_confirmed)
    select md5('r' || n), 'q' || n, 'q' || (n % 400 + 1), 'attorney', ${NOW}::timestamptz - n * interval '7 minutes',
      tstzrange(${NOW}, ${NOW}::timestamptz + interval '10 hours'), 30,
      case when n % 5 = 0 then ${NOW}::timestamptz + n * interval '1 hour' end, n % 5 = 0
    from generate_series(1, ${requests}) as n`.execute(db);
}

async function countDoubles(house: TestHouse): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) from booking a join booking b on a.id < b.id
    and (a.booth = b.booth or a.detainee = b.detainee or a.attorney = b.attorney) and a.during && b.during`.execute(
    house.db,
  );
  return Number(rows[0]?.count);
}

async function bareInserts(house: TestHouse, count: number): Promise<void> {
  await sql`create table bare (id text primary key, at timestamptz)`.execute(house.db);
  for (let n = 0; n < count; n += 1) await sql`insert into bare values (${String(n)}, now())`.execute(house.db);
}

async function seconds(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

type Figures = Record<'requests' | 'booths' | 'given' | 'reading' | 'looking' | 'bare' | 'doubles', number>;

const table = ({ requests, booths, given, reading, looking, bare, doubles }: Figures): string =>
  [
    `Queue: ${requests} requests wait for a day of ${booths} booths`,
    `order and plan     ${reading.toFixed(2)} s`,
    `one look, in all   ${looking.toFixed(2)} s, ${given} slots given, ${doubles} doubles (bar: ${BAR} s, 0)`,
    `bare INSERTs       ${bare.toFixed(2)} s for as many rows, for information`,
  ].join('\n');
