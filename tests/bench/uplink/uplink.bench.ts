import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SCENARIOS } from '../../lab/scenarios/index.js';
import type { Scenario } from '../../lab/scenarios/scenario.js';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { type Part, partsOf } from './arm.js';
import { HearingCall } from './hearing-call.js';
import { judge } from './judge.js';
import { LineConditions } from './line-conditions.js';
import { type Lab, measure, type Measured } from './measure.js';
import { medianRun } from './median-run.js';
import { plansLeaveNothing } from './random-plans.js';
import { type Row, tableOf } from './table.js';

/** Seconds that are counted in a run: of `ours` where the bar is of 60 seconds and elsewhere, of what it is compared with, and with `--quick`. */
const LENGTH = { minute: 60, ours: 30, others: 15, quick: 10 };
const MINUTE = new Set(['thin-line', 'bufferbloat', 'rush-hour']);
/** Runs of `ours` where the bar is about a median of three; the rest is run once, so that all stays below 35 minutes. */
const RUNS = 3;
const MEDIANS = new Set(['thin-line', 'bufferbloat']);
const QUICK = new Set(['clear', 'thin-line-out', 'bufferbloat', 'lossy-20-up']);
const PLANS = { whole: 1000, quick: 100 };
const REPORT = 'tests/.work/uplink.jsonl';

/**
 * A hearing over the scenarios of tests/lab/scenarios: two Chromiums with the product's own media, through the product's
 * gateway and Debian's Janus; booths are RTP probes. Arms: `ours` (the link agent with the plan), `none` (the line as it is),
 * `unmarked` (our queues without our marks); the devices are told the same caps in each. On a lossy line `none` has no
 * retransmission either and `unmarked` has that alone; at 20 % `copies` and `buffer` show what each adds to it. Then random plans, one
 * after the other, which must leave the router as it was. Sound is heard in both ways, and the worse one is judged.
 * `clear` comes first: what is missed there is the machine's doing.
 *
 * `--scenario NAME`, `--arm NAME`, `--runs N`, `--seconds N`; `--report [FILE]` appends each run as a line of JSON to FILE
 * (tests/.work/uplink.jsonl, which is in no repository).
 */
export async function run({ quick, args }: { json: boolean; quick: boolean; args: readonly string[] }) {
  const after = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const [wanted, arm] = [after('--scenario'), after('--arm')];
  const given = after('--report');
  const report = args.includes('--report')
    ? given === undefined || given.startsWith('--')
      ? REPORT
      : given
    : undefined;
  const scenarios = SCENARIOS.filter(({ name }) =>
    wanted === undefined ? !quick || QUICK.has(name) : name === wanted,
  );
  const rows: Row[] = [];
  for (const scenario of scenarios) {
    const seconds = (part: Part) => Number(after('--seconds') ?? (quick ? LENGTH.quick : usualLength(scenario, part)));
    const median = (part: Part) => !quick && part === 'ours' && MEDIANS.has(scenario.name);
    const runs = (part: Part) => Number(after('--runs') ?? (median(part) ? RUNS : 1));
    const keep = async (part: Part, measured: Measured) => {
      const line = { at: new Date().toISOString(), scenario: scenario.name, part, ...measured };
      console.error(tableOf([{ ...line, verdicts: [] }]));
      if (report === undefined) return;
      await mkdir(dirname(report), { recursive: true });
      await appendFile(report, `${JSON.stringify(line)}\n`);
    };
    rows.push(...(await inLab(scenario, (lab) => allParts(lab, scenario, { arm, seconds, runs, keep }))));
  }
  const plans = wanted === undefined ? await plansLeaveNothing(quick ? PLANS.quick : PLANS.whole) : undefined;
  const left = plans?.left ?? '';
  const ok = left === '' && rows.every(({ verdicts }) => verdicts.every(({ met }) => met));
  const told =
    plans &&
    `${plans.count} random plans, ${plans.each.toFixed(0)} ms each, longest ${plans.longest.toFixed(0)} ms: ${left === '' ? 'nothing is left' : `LEFT: ${left}`}`;
  return { ok, table: [tableOf(rows), ...(told === undefined ? [] : [told])].join('\n'), json: { ok, rows, plans } };
}

interface Wish {
  /** This part alone. */
  readonly arm: string | undefined;
  readonly runs: (part: Part) => number;
  readonly seconds: (part: Part) => number;
  readonly keep: (part: Part, measured: Measured) => Promise<void>;
}

function usualLength({ name }: Scenario, part: Part): number {
  if (part !== 'ours') return LENGTH.others;
  return MINUTE.has(name) ? LENGTH.minute : LENGTH.ours;
}

async function allParts(lab: Lab, scenario: Scenario, { arm, runs, seconds, keep }: Wish): Promise<Row[]> {
  const rows: Row[] = [];
  for (const part of partsOf(scenario).filter((one) => one === (arm ?? one))) {
    const all: Measured[] = [];
    for (let count = 0; count < runs(part); count += 1) {
      const measured = await measure(lab, scenario, part, seconds(part), count);
      await keep(part, measured);
      all.push(measured);
    }
    const measured = medianRun(all);
    const verdicts = part === 'ours' ? judge(scenario, measured) : [];
    rows.push({ scenario: scenario.name, part, ...measured, verdicts });
  }
  return rows;
}

async function inLab<T>(scenario: Scenario, work: (lab: Lab) => Promise<T>): Promise<T> {
  const street = await UplinkStreet.open(scenario.line);
  try {
    const conditions = await LineConditions.on(street, scenario);
    try {
      const call = await HearingCall.open(street);
      try {
        return await work({ street, conditions, call });
      } finally {
        await call.close();
      }
    } finally {
      await conditions.close();
    }
  } finally {
    await street.close();
  }
}
