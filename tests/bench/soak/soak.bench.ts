import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { RunningHabeas } from '../../e2e/system/running-habeas.js';
import { readLeaves } from '../read-leaves.js';
import { JanusWindow, lookAtPrograms, OF_NODE } from './house-look.js';
import { BAR, type Growth, judgeGrowth, type Series, type Span, windowsOf } from './judge-growth.js';
import type { Told, Wish } from './peers.js';

const BOOTHS = 12;
const MINUTES = 120;
const QUICK_MINUTES = 4;
const LOOK_MS = 5_000;
/** A run of hours says on the way what each program holds, so that one that is cut still tells. */
const TELL_MS = 600_000;

/** How many sessions the record opens and closes, and how many of them not exactly once each. */
interface Pairing {
  readonly opened: number;
  readonly odd: number;
}

/**
 * Twelve booths talk for `--minutes` in the whole house as `npm start` brings it up; in one of every five minutes a pair comes
 * back again and again, and every five minutes its session ends and another is opened. What each program holds must not
 * grow; of Node's programs that is what is left when garbage was collected. `--leak`: one room for each session is never destroyed, to show that it would be seen.
 */
export async function run({ quick, args }: { json: boolean; quick: boolean; args: readonly string[] }) {
  const asked = args.includes('--minutes') ? Number(args[args.indexOf('--minutes') + 1]) : MINUTES;
  const minutes = quick ? QUICK_MINUTES : asked;
  if (!(minutes >= 1)) throw new Error('--minutes: a number, 1 or more');
  const namespace = await TestNamespace.create();
  let habeas: RunningHabeas | undefined;
  try {
    habeas = await RunningHabeas.start(namespace);
    await furnish(habeas);
    const { told, series } = await underLoad(habeas, minutes, args.includes('--leak'));
    const { first, last } = windowsOf(minutes);
    const growths = [...series.values()].map((one) => judgeGrowth(one, first, last));
    const pairing = await pairingOf(habeas.data, told.sessions);
    const heard = told.got / told.sent;
    const ok = growths.every((one) => one.ok) && pairing.odd === 0 && pairing.opened === told.sessions && heard > 0.5;
    const figures = { booths: BOOTHS, minutes, ...told, heard, ...pairing };
    return { ok, table: table(figures, growths), json: { ok, bar: BAR, ...figures, growths } };
  } finally {
    await habeas?.remove();
    await namespace.remove();
  }
}

/** The demo has six booths. */
async function furnish(habeas: RunningHabeas): Promise<void> {
  const { run: folder } = JSON.parse(await readFile(join(habeas.data, 'running.json'), 'utf8')) as { run: string };
  const sql = `insert into booth (number) select generate_series(1, ${BOOTHS})::text on conflict do nothing;
    insert into booth_hours (id, booth, weekday, opens, closes, effective)
    select md5(random()::text || number || weekday), number, weekday, '00:00', '24:00', current_date - 1
    from booth, generate_series(1, 7) as weekday
    where not exists (select from booth_hours where booth_hours.booth = booth.number)`;
  const user = ['setpriv', '--reuid=habeas-facility', '--regid=habeas-facility', '--clear-groups'];
  const psql = ['psql', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--username=habeas', '--dbname=habeas'];
  await habeas.inside([...user, ...psql, `--host=${folder}/postgres`, '--command', sql]);
}

async function underLoad(habeas: RunningHabeas, minutes: number, leak: boolean) {
  const { port, namespace, facts } = habeas;
  const wish: Wish = { port, passwords: facts.passwords, booths: BOOTHS, minutes };
  const argv = [process.execPath, 'tests/bench/soak/inside.mjs', JSON.stringify(wish)];
  const peers = namespace.spawn(argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(peers, 'exit');
  const janus = new JanusWindow(habeas.data);
  const series = new Map<string, Series>();
  let told: Told = { sessions: 0, reconnects: 0, failed: [], sent: 0, got: 0 };
  let began: number | undefined;
  let leaked = 0;
  let tellAt = TELL_MS;
  const collections = collectionTimes(minutes);
  createInterface({ input: peers.stdout! }).on('line', (line) => {
    told = JSON.parse(line) as Told;
    if (told.ready) began = performance.now();
  });
  while (peers.exitCode === null && peers.signalCode === null) {
    const at = began === undefined ? 0 : performance.now() - began;
    if (began !== undefined) await look(habeas, janus, series, at);
    if (at >= (collections[0] ?? Infinity)) {
      collections.shift();
      await lookAfterCollection(habeas, series, at);
    }
    if (at >= tellAt) {
      console.error(onTheWay(series, tellAt / 60_000));
      tellAt += TELL_MS;
    }
    for (const due = leak ? told.sessions : 0; leaked < due; leaked += 1) {
      await janus.plane.openRoom(randomBytes(16).toString('hex'), 2);
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LOOK_MS))]);
  }
  await janus.plane.close();
  if (peers.exitCode !== 0) throw new Error(`the peers ended with ${peers.exitCode}: ${told.failed.join('\n')}`);
  return { told, series };
}

/** When garbage is collected, so that what is kept is seen: ten times in each of the two windows that are compared. */
function collectionTimes(minutes: number): number[] {
  const within = ([from, to]: Span) => Array.from({ length: 10 }, (_, n) => from + ((n + 0.5) / 10) * (to - from));
  const { first, last } = windowsOf(minutes);
  return [...within(first), ...within(last)];
}

function keeperOf(series: Map<string, Series>, at: number) {
  return (of: Omit<Series, 'values'>, value: number) => {
    const known = series.get(of.name) ?? { ...of, values: [] };
    series.set(of.name, { ...known, values: [...known.values, { at, value }] });
  };
}

/** In the process's own network, of which the keeper has none but a loopback that is down. @returns bytes of what is left. */
async function collectGarbage(pid: number): Promise<number> {
  const inside = `ip link set lo up && exec ${process.execPath} tests/bench/soak/collect.mjs ${pid}`;
  const { stdout } = await promisify(execFile)('nsenter', [`--net=/proc/${pid}/ns/net`, 'sh', '-c', inside]);
  return Number(stdout);
}

async function lookAfterCollection(habeas: RunningHabeas, series: Map<string, Series>, at: number): Promise<void> {
  const runner = habeas.child.pid ?? 0;
  const programs = [...(await lookAtPrograms(runner))].filter(([program]) => OF_NODE.has(program));
  const keep = keeperOf(series, at);
  for (const [program, { pids }] of programs) {
    let bytes = 0;
    for (const pid of pids) bytes += await collectGarbage(pid);
    keep({ name: `${program} objects kept`, unit: 'MiB', told: 'part of the memory kept' }, bytes / 2 ** 20);
  }
  for (const [program, { memory }] of await lookAtPrograms(runner)) {
    if (OF_NODE.has(program)) keep({ name: `${program} memory kept`, unit: 'MiB' }, memory / 1024);
  }
}

async function look(habeas: RunningHabeas, janus: JanusWindow, series: Map<string, Series>, at: number) {
  const add = keeperOf(series, at);
  const keep = (name: string, unit: string, value: number) => add({ name, unit }, value);
  for (const [program, { memory, descriptors, sockets }] of await lookAtPrograms(habeas.child.pid ?? 0)) {
    const told = OF_NODE.has(program) && { told: 'garbage is in it' };
    add({ name: `${program} memory`, unit: 'MiB', ...told }, memory / 1024);
    keep(`${program} descriptors`, '', descriptors);
    keep(`${program} sockets`, '', sockets);
  }
  for (const [name, value] of Object.entries(await janus.look())) keep(`Janus ${name}`, '', value);
}

const onTheWay = (series: ReadonlyMap<string, Series>, minute: number): string => {
  const memory = [...series.values()].filter(({ unit }) => unit === 'MiB');
  return `minute ${minute}: ${memory.map(({ name, values }) => `${name} ${values.at(-1)!.value.toFixed(1)}`).join(', ')}`;
};

/** Waits until the last entries are in the record, half a minute at most. */
async function pairingOf(data: string, sessions: number): Promise<Pairing> {
  for (let left = 30; ; left -= 1) {
    const leaves = await readLeaves(data);
    const times = new Map<string, { opened: number; closed: number }>();
    for (const { type, session } of leaves) {
      if (session === undefined) continue;
      const of = times.get(session) ?? { opened: 0, closed: 0 };
      if (type === 'booth.opened') of.opened += 1;
      if (type === 'session.closed') of.closed += 1;
      times.set(session, of);
    }
    const odd = [...times.values()].filter(({ opened, closed }) => opened !== 1 || closed !== 1).length;
    if ((odd === 0 && times.size >= sessions) || left === 0) return { opened: times.size, odd };
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

interface Figures extends Told, Pairing {
  readonly booths: number;
  readonly minutes: number;
  readonly heard: number;
}

function table(figures: Figures, growths: readonly Growth[]): string {
  const { booths, minutes, sessions, reconnects, failed, sent, heard, opened, odd } = figures;
  const figure = (value: number, unit: string) => `${value.toFixed(unit === '' ? 0 : 1)} ${unit}`.trim();
  return [
    `Soak: ${booths} booths for ${minutes} minutes; ${sessions} sessions ended, ${reconnects} reconnects of both devices`,
    `packets            ${sent} sent as sealed sound, ${(heard * 100).toFixed(1)} % came (bar: 50 %)`,
    `tried again        ${failed.length}${failed.length > 0 ? `: ${[...new Set(failed)].join('; ')}` : ''}`,
    `in the record      ${opened} sessions (bar: ${sessions}), not opened and closed once each: ${odd} (bar: 0)`,
    `held               settled → at the end (what swings comes back to; bar: + ${BAR * 100} %)`,
    ...growths.map(
      ({ name, unit, first, last, growth, ok, told }) =>
        `  ${name.padEnd(26)} ${figure(first, unit).padStart(10)} → ${figure(last, unit).padEnd(10)} ${`${growth > 0 ? '+' : ''}${(growth * 100).toFixed(1)} %`.padStart(8)}  ${told !== undefined ? `told: ${told}` : ok ? 'ok' : 'MISSED'}`,
    ),
  ].join('\n');
}
