import { connect } from '#postgres';
import { TestPostgres } from '#testing';
import { sql } from 'kysely';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { RunningHabeas } from '../../e2e/system/running-habeas.js';
import { readLeaves } from '../read-leaves.js';

const CLIENTS = 50;
const REQUESTS = 200;
/** Milliseconds within which 95 of 100 confirmations are answered. */
const BAR = 250;

interface Load {
  took: number[];
  seconds: number;
  refused: number;
}

/**
 * 50 signed-in clients confirm offers of the queue over HTTP, at the whole house as `npm start` brings it up: each with its
 * session, its entry and its notice. Beside it bare INSERTs of as many rows by as many connections, for information.
 */
export async function run({ quick }: { json: boolean; quick: boolean }) {
  const requests = quick ? REQUESTS / 2 : REQUESTS;
  const namespace = await TestNamespace.create();
  let habeas: RunningHabeas | undefined;
  try {
    habeas = await RunningHabeas.start(namespace);
    const wish = { port: habeas.port, password: habeas.facts.passwords['desk1'], clients: CLIENTS, requests };
    const { took, seconds, refused } = JSON.parse(
      await habeas.inside([process.execPath, 'tests/bench/booking/clients.mjs', JSON.stringify(wish)]),
    ) as Load;
    const entered = await entriesOf(habeas.data, 'booking.made', requests);
    const p95 = took.toSorted((a, b) => a - b)[Math.ceil(took.length * 0.95) - 1] ?? Number.NaN;
    const perSecond = took.length / seconds;
    const bare = await bareInsertsPerSecond(took.length);
    const ok = p95 <= BAR && refused === 0 && entered === took.length;
    const figures = { clients: CLIENTS, confirmed: took.length, refused, entered, p95, perSecond, bare };
    return { ok, table: table(figures), json: { ok, bar: BAR, unit: 'ms', ...figures, took } };
  } finally {
    await habeas?.remove();
    await namespace.remove();
  }
}

/** How many entries of a type are under the published checkpoint, once there are `expected` or nothing comes any more. */
async function entriesOf(data: string, type: string, expected: number): Promise<number> {
  let found = 0;
  for (let left = 30; left > 0 && found < expected; left -= 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    found = (await readLeaves(data)).filter((leaf) => leaf.type === type).length;
  }
  return found;
}

async function bareInsertsPerSecond(count: number): Promise<number> {
  const server = await TestPostgres.start();
  const connection = connect(await server.freshDatabase());
  const { db } = connection;
  try {
    await sql`create table bare (id integer primary key, at timestamptz)`.execute(db);
    const start = performance.now();
    await Promise.all(Array.from({ length: count }, (_, n) => sql`insert into bare values (${n}, now())`.execute(db)));
    return count / ((performance.now() - start) / 1000);
  } finally {
    await connection.close();
    await server.stop();
  }
}

type Figures = Record<'clients' | 'confirmed' | 'refused' | 'entered' | 'p95' | 'perSecond' | 'bare', number>;

const table = ({ clients, confirmed, refused, entered, p95, perSecond, bare }: Figures): string =>
  [
    `Booking: ${clients} clients confirm ${confirmed} offers over HTTP`,
    `95 of 100 within   ${p95.toFixed(0)} ms (bar: ${BAR} ms)`,
    `refused            ${refused} (bar: 0)`,
    `entries in the log ${entered} (bar: ${confirmed})`,
    `confirmations/s    ${perSecond.toFixed(0)}; bare INSERTs/s, for information: ${bare.toFixed(0)}`,
  ].join('\n');
