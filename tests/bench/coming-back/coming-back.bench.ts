import type { Page } from 'playwright-core';
import { BarePlane } from '../../e2e/calling/bare-plane.js';
import { CallLab, isCovered, opened } from '../../e2e/calling/call.js';
import type { CallingPage } from '../../e2e/calling/page/main.js';
import { median } from '../join/median.js';
import { type Call, type Drop, DROPS, isBack, openCall } from './drops.js';

declare const calling: CallingPage;

/** Milliseconds, longest of all runs: seen by everybody who is there, and sound of each at the other after it is mended. */
const BARS = { seen: 3_000, back: 10_000 };
const PATIENCE = { timeout: 60_000, polling: 20 };

interface Row {
  name: string;
  seen: number[];
  back: number[];
  /** Codes that were shown once more, of all runs. */
  codes: number;
}

/**
 * Two real Chromiums in a sealed call over real Janus and the smallest facility, on loopback. Each drop of E2EE.md §7:
 * from its cause to the covered picture at everybody who is there, and from its mending to sound that is opened at both.
 * `quick`: 2 runs each instead of 5.
 */
export async function run(options: { quick: boolean }) {
  const runs = options.quick ? 2 : 5;
  const lab = await CallLab.open(BarePlane.start);
  const rows: Row[] = [];
  try {
    const [near, laptop] = [await lab.browser(), await lab.browser()];
    for (const drop of DROPS) {
      const row: Row = { name: drop.name, seen: [], back: [], codes: 0 };
      for (let count = 0; count < runs; count += 1) {
        const call = await openCall(lab, near, laptop);
        await once(call, drop, row);
        for (const page of [call.kiosk, call.attorney]) await page.context().close();
        console.error(`${drop.name}, ${count + 1} of ${runs}: seen ${row.seen.at(-1)}, back ${row.back.at(-1)}`);
      }
      rows.push(row);
    }
  } finally {
    await lab.close();
  }
  const ok = rows.every(
    ({ seen, back, codes }) => Math.max(...seen) <= BARS.seen && Math.max(...back) <= BARS.back && codes === 0,
  );
  return { ok, table: table(rows, runs, ok), json: { ok, bars: BARS, runs, unit: 'ms', rows } };
}

async function once(call: Call, drop: Drop, row: Row): Promise<void> {
  const pages = [call.kiosk, call.attorney];
  const codes = await codesOf(pages);
  const broken = Date.now();
  const seen = drop.seenBy.map((name) => call[name].waitForFunction(isCovered, undefined, PATIENCE));
  await drop.breaks(call);
  await Promise.all(seen);
  row.seen.push(Date.now() - broken);
  const mended = Date.now();
  await drop.mends(call);
  await Promise.all(
    pages.map(async (page) => page.waitForFunction(isBack, await opened(page).catch(() => 0), PATIENCE)),
  );
  row.back.push(Date.now() - mended);
  row.codes += Math.max(0, (await codesOf(pages)) - codes);
}

/** How often a code was shown by these pages, as they are loaded now. */
const codesOf = async (pages: readonly Page[]): Promise<number> => {
  const shown = await Promise.all(
    pages.map((page) => page.evaluate(() => calling.states.filter(({ name }) => name === 'unverified').length)),
  );
  return shown.reduce((sum, count) => sum + count, 0);
};

function table(rows: readonly Row[], runs: number, ok: boolean): string {
  const line = (name: string, cells: readonly string[]) =>
    name.padEnd(36) + cells.map((cell) => cell.padStart(9)).join('');
  return [
    `Coming back: milliseconds until seen and until sound is there again, of ${runs} runs each`,
    line('what happened', ['seen', 'longest', 'back', 'longest', 'codes']),
    ...rows.map(({ name, seen, back, codes }) => {
      const times = [median(seen), Math.max(...seen), median(back), Math.max(...back)];
      return line(name, [...times.map((one) => one.toFixed(0)), String(codes)]);
    }),
    `seen within ${BARS.seen}, back within ${BARS.back}, without a new code: ${ok ? 'met' : 'MISSED'}`,
  ].join('\n');
}
