import { UplinkStreet } from '../../lab/uplink-street.js';
import { ARMS, type Arm, withArm } from './arm.js';
import { measure, type Measured, SCENARIOS, type Scenario } from './scenario.js';
import { plansLeaveNothing } from './random-plans.js';

/** kbit/s of the line, each way. */
const LINE = 2000;
/** Milliseconds, 95 of 100 packets of sound, one way. */
const BAR_DELAY = 20;
/** Of what sound leaves, TCP gets at least this. */
const BAR_BULK = 0.7;
const RUNS = 3;
const PLANS = 1000;
const QUICK_PLANS = 100;

/**
 * Sound of a hearing over a line of 2 Mbit/s that something else fills: four TCP downloads, or 6 Mbit/s of UDP, both out of
 * the facility, or four downloads into it. RTP generators, no browser. Three arms: `ours`, `none` (the line as it is), and
 * `unmarked` (our queues without our marks), which has to be worse than ours, or nothing is shown. Medians of the runs.
 * What comes in misses its bar so far: it queues before the line, where nothing of ours is, until TCP has found its rate.
 * Then random plans, one after the other, which must leave the router as it was. `--arm`, `--scenario`, `--runs N`.
 */
export async function run({ quick, args }: { json: boolean; quick: boolean; args: readonly string[] }) {
  const after = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const runs = Number(after('--runs') ?? (quick ? 1 : RUNS));
  const seconds = quick ? 8 : 20;
  const rows: Row[] = [];
  for (const scenario of SCENARIOS.filter((one) => one === (after('--scenario') ?? one)))
    for (const arm of ARMS.filter((one) => one === (after('--arm') ?? one))) {
      const all: Measured[] = [];
      for (let count = 0; count < runs; count += 1) all.push(await oneRun(arm, scenario, seconds));
      rows.push({ scenario, arm, ...median(all) });
    }
  const plans = await plansLeaveNothing(quick ? QUICK_PLANS : PLANS);
  return result(rows, plans, { runs, seconds });
}

async function oneRun(arm: Arm, scenario: Scenario, seconds: number): Promise<Measured> {
  const street = await UplinkStreet.open(LINE);
  try {
    return await withArm(arm, street, LINE, () => measure(street, scenario, seconds));
  } finally {
    await street.close();
  }
}

type Row = { readonly scenario: Scenario; readonly arm: Arm } & Measured;

const middle = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

function median(all: readonly Measured[]): Measured {
  const of = (key: keyof Measured) => middle(all.map((one) => one[key]));
  return { loss: of('loss'), p50: of('p50'), p95: of('p95'), p99: of('p99'), bulk: of('bulk') };
}

/** Bulk in the arm `ours` of TCP may have what the plan's rate leaves, which is 95 of 100 without the sound. */
const missed = ({ arm, scenario, loss, p95, bulk }: Row): boolean =>
  arm === 'ours' && (loss > 0 || !(p95 <= BAR_DELAY) || (scenario !== 'flood' && bulk < BAR_BULK * (LINE * 0.95 - 58)));

function result(
  rows: readonly Row[],
  plans: Awaited<ReturnType<typeof plansLeaveNothing>>,
  of: { runs: number; seconds: number },
) {
  const ok = !rows.some(missed) && plans.left === '';
  const head = ['scenario', 'arm', 'loss %', 'p50 ms', 'p95 ms', 'p99 ms', 'bulk kbit/s', ''];
  const cells = rows.map((row) => [
    row.scenario,
    row.arm,
    (row.loss * 100).toFixed(1),
    row.p50.toFixed(1),
    row.p95.toFixed(1),
    row.p99.toFixed(1),
    row.bulk.toFixed(0),
    missed(row) ? 'MISSED' : '',
  ]);
  const table = [
    `Sound of a hearing on ${LINE} kbit/s, ${of.runs} run(s) of ${of.seconds} s, medians`,
    ...[head, ...cells].map((line) => line.map((cell) => cell.padStart(12)).join('')),
    `bars for ours: no loss, p95 at most ${BAR_DELAY} ms, TCP at least ${BAR_BULK * 100} % of what sound leaves`,
    `${plans.count} random plans, ${plans.each.toFixed(0)} ms each, longest ${plans.longest.toFixed(0)} ms: ${plans.left === '' ? 'nothing is left' : `LEFT: ${plans.left}`}`,
  ].join('\n');
  return { ok, table, json: { ok, ...of, rows, plans } };
}
