import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startRealJanus } from '../../medium/gateway/real-janus.js';
import { processorTime } from '../processor-time.js';
import { PacedCaller, type Sample } from './paced-caller.js';
import { StartedGateway } from './started-gateway.js';
import { TimingRelay } from './timing-relay.js';

const HEARINGS = 20;
const SEATS = 25;
/** Milliseconds, 99 of 100 frames. */
const BAR = 5;
/** Milliseconds that a frame waits with `--slow`. */
const SLOW = 10;
const SECONDS = 60;
const QUICK_SECONDS = 10;
/** Frames of one connection in a second; a page sends one in 25 seconds once it is up, and a few dozen while it comes up. */
const PACE = 0.5;
/** Milliseconds between two looks at whose frame is due. */
const LOOK_MS = 5;

/**
 * What the gateway adds to a frame of somebody in court, at 500 connections (20 hearings of 25) on a real Janus: the time
 * from a frame's sending to its answer at the browser, without the time that Janus had it. The gateway is a process of its
 * own. The browsers, and a relay on the Unix socket between gateway and Janus that notes when each frame passes, are
 * another one, so that one clock has all four moments. Reading and writing of three sockets and the relay's own work are
 * in the gateway's time: what is printed is too high rather than too low.
 *
 * Each connection sends keepalives, candidates and bitrates in turn, evenly spread, whether or not the former was answered.
 * `--slow` lets the gateway hold each frame for 10 ms, and must miss the bar.
 */
export async function run({ quick, args }: { json: boolean; quick: boolean; args: readonly string[] }) {
  const seconds = quick ? QUICK_SECONDS : SECONDS;
  const slow = args.includes('--slow') ? SLOW : 0;
  const folder = await mkdtemp(join(tmpdir(), 'hgate-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const janus = await startRealJanus();
    closers.push(() => janus.stop());
    const socket = join(folder, 'ws.sock');
    const relay = await TimingRelay.open(socket, janus.contact.apiSocket);
    closers.push(() => relay.close());
    const wish = { hearings: HEARINGS, seats: SEATS, speakers: SEATS, slow };
    const gateway = await StartedGateway.start(janus, wish, { socket });
    closers.push(() => gateway.stop());
    const callers: PacedCaller[] = [];
    for (const token of gateway.standing.grants.flat())
      callers.push(await PacedCaller.join(gateway.standing.port, `t${callers.length}`, token, relay));
    const before = await processorTime(gateway.pid);
    await load(callers, seconds);
    const processor = ((await processorTime(gateway.pid)) - before) * 1000;
    const samples = callers.flatMap((caller) => caller.samples);
    const unanswered = callers.reduce((sum, caller) => sum + caller.unanswered, 0);
    for (const caller of callers) caller.close();
    return result(samples, { connections: callers.length, seconds, slow, unanswered, processor });
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** Open loop: what is due is sent. The last second is only waited for. */
async function load(callers: readonly PacedCaller[], seconds: number): Promise<void> {
  const [start, gap] = [performance.now(), 1000 / (PACE * callers.length)];
  for (let sent = 0; sent * gap < seconds * 1000;) {
    for (const due = (performance.now() - start) / gap; sent < due; sent += 1)
      callers[sent % callers.length]!.sendNext();
    await wait(LOOK_MS);
  }
  await wait(1000);
}

interface Load {
  readonly connections: number;
  readonly seconds: number;
  readonly slow: number;
  readonly unanswered: number;
  /** Milliseconds of processor time of the gateway's process, all frames together. */
  readonly processor: number;
}

function result(samples: readonly Sample[], of: Load) {
  const gateway = quantiles(samples.map((one) => one.gateway));
  const janus = quantiles(samples.map((one) => one.janus));
  const ok = samples.length > 0 && gateway.p99 <= BAR && of.unanswered === 0;
  const shown = (figures: typeof gateway) => Object.values(figures).map((value) => value.toFixed(2).padStart(9));
  const table = [
    `Gateway: ${of.connections} connections, ${samples.length} frames in ${of.seconds} s, milliseconds`,
    ['', ...Object.keys(gateway)].map((word) => word.padStart(9)).join(''),
    ['gateway'.padStart(9), ...shown(gateway)].join(''),
    ['Janus'.padStart(9), ...shown(janus)].join(''),
    ...(of.slow > 0 ? [`each frame held for ${of.slow} ms, as a control`] : []),
    `processor time of the gateway's process: ${(of.processor / samples.length).toFixed(2)} ms a frame`,
    `not answered: ${of.unanswered} (bar: 0)`,
    `p99 of the gateway at most ${BAR} ms: ${gateway.p99 <= BAR ? 'met' : 'MISSED'}`,
  ].join('\n');
  return { ok, table, json: { ok, bar: BAR, unit: 'ms', frames: samples.length, ...of, gateway, janus } };
}

function quantiles(values: readonly number[]) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), longest: at(1) };
}
