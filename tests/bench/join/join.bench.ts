import { spawnSync } from 'node:child_process';
import { JoinLab } from './join-lab.js';
import { median } from './median.js';

const ROUND_TRIPS = [0, 40, 150];
const ONLY = '--round-trip=';
/** Ours may take this many times as long as the plain page, median against median. */
const BAR = 1.25;

interface Row {
  roundTrip: number;
  ours: number[];
  plain: number[];
  ratio: number;
}

/**
 * From B's click to the first sound of A, who already publishes: ours (the whole house as `npm start` brings it up:
 * the attorney's own screen, gateway, end-to-end keys; no comparison of numbers) against a plain VideoRoom page on the
 * same caged Janus, alternating. `quick`: 5 runs each instead of 20; `--round-trip=0`: that line only.
 */
export async function run(options: { json: boolean; quick: boolean; args: readonly string[] }) {
  const only = options.args.find((one) => one.startsWith(ONLY))?.slice(ONLY.length);
  const runs = options.quick ? 5 : 20;
  const lab = await JoinLab.open();
  const rows: Row[] = [];
  const versions = { chromium: chromiumVersion(), janus: lab.janusVersion, seal: lab.seal };
  try {
    for (const roundTrip of only === undefined ? ROUND_TRIPS : [Number(only)]) {
      lab.setRoundTrip(roundTrip);
      await lab.once('plain');
      await lab.once('ours');
      const row: Row = { roundTrip, ours: [], plain: [], ratio: 0 };
      for (let count = 0; count < runs; count += 1) {
        row.ours.push(await lab.once('ours'));
        row.plain.push(await lab.once('plain'));
        console.error(`${roundTrip} ms, ${count + 1} of ${runs}: ${shown(row.ours)} ours, ${shown(row.plain)} plain`);
      }
      row.ratio = median(row.ours) / median(row.plain);
      rows.push(row);
    }
  } finally {
    await lab.close();
  }
  const ok = rows.every(({ ratio }) => ratio <= BAR);
  return { ok, table: table(rows, runs, ok), json: { ok, bar: BAR, runs, unit: 'ms', rows, versions } };
}

function table(rows: readonly Row[], runs: number, ok: boolean): string {
  const lines = rows.map(({ roundTrip, ours, plain, ratio }) => {
    const cells = [median(ours), Math.max(...ours), median(plain), Math.max(...plain)].map((one) => one.toFixed(0));
    return [`${roundTrip} ms`, ...cells, ratio.toFixed(2)].map((cell) => cell.padStart(10)).join('');
  });
  const head = ['round trip', 'ours', 'longest', 'plain', 'longest', 'ratio'].map((one) => one.padStart(10)).join('');
  return [
    `Join: click to first sound, milliseconds, medians of ${runs} runs each`,
    head,
    ...lines,
    ok ? `ratio at most ${BAR}: met` : `ratio at most ${BAR}: MISSED`,
  ].join('\n');
}

const shown = (values: readonly number[]): string => (values.at(-1) ?? Number.NaN).toFixed(0);
const chromiumVersion = (): string => spawnSync('chromium', ['--version'], { encoding: 'utf8' }).stdout.trim();
