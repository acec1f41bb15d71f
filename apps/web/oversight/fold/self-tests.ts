import { dayAfter } from '../../text/moments.js';
import type { LogEntry } from '../read-log.js';
import { ordered, shown } from './ordered.js';

/** What the facility says of a test of its own gateway. */
export interface SelfTest {
  readonly index: number;
  readonly time: string;
  readonly tried: number;
  readonly refused: number;
}

export interface SelfTests {
  readonly tests: number;
  /** How many refused everything. */
  readonly passed: number;
  /** Those that let something through, the newest first. */
  readonly failed: readonly SelfTest[];
  /** Days without one since the first, runs of days together, the newest first. Today is not over and never in it. */
  readonly missing: readonly { readonly from: string; readonly to: string; readonly days: number }[];
}

/** `today`, `dayOf`: of the facility's calendar, `2026-11-23`. */
export function foldSelfTests(entries: readonly LogEntry[], today: string, dayOf: (time: string) => string): SelfTests {
  const tests = ordered(entries)
    .filter(({ leaf }) => leaf.type === 'selftest.done')
    .map((entry): SelfTest => {
      const of = (field: string) => (shown(entry, field) as number | undefined) ?? 0;
      return { index: entry.index, time: entry.leaf.time, tried: of('tried'), refused: of('refused') };
    });
  const passes = ({ tried, refused }: SelfTest) => tried > 0 && refused === tried;
  return {
    tests: tests.length,
    passed: tests.filter(passes).length,
    failed: tests.filter((test) => !passes(test)).toReversed(),
    missing: missingDays(new Set(tests.map(({ time }) => dayOf(time))), today),
  };
}

function missingDays(had: ReadonlySet<string>, today: string): SelfTests['missing'] {
  const first = [...had].toSorted()[0];
  const runs: { from: string; to: string; days: number }[] = [];
  for (let day = first; day !== undefined && day < today; day = dayAfter(day, 1)) {
    if (had.has(day)) continue;
    const last = runs.at(-1);
    if (last && dayAfter(last.to, 1) === day) Object.assign(last, { to: day, days: last.days + 1 });
    else runs.push({ from: day, to: day, days: 1 });
  }
  return runs.toReversed();
}
