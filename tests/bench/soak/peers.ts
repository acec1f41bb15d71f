import { FaultPage } from '../../fault/fault-page.js';
import { packets } from './device-media.js';
import { SoakPair } from './soak-pair.js';

const CYCLE_MS = 300_000;
/** The fourth minute of five is the bad one. */
const BAD_FROM_MS = 180_000;
const BAD_MS = 60_000;
const AGAIN_MS = 20_000;

export interface Wish {
  readonly port: number;
  readonly passwords: Readonly<Record<string, string>>;
  readonly booths: number;
  readonly minutes: number;
}

/** One line of JSON for each of these. `failed`: what went wrong and was tried again. */
export interface Told {
  readonly ready?: true;
  readonly sessions: number;
  readonly reconnects: number;
  readonly failed: readonly string[];
  readonly sent: number;
  readonly got: number;
}

const counted = { sessions: 0, reconnects: 0, failed: [] as string[] };
const tell = (more: { ready?: true } = {}) =>
  process.stdout.write(`${JSON.stringify({ ...more, ...counted, ...packets } satisfies Told)}\n`);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** All booths talk; each is at another moment of its five minutes, so that the house has the same load all the time. */
export async function run({ port, passwords, booths, minutes }: Wish): Promise<void> {
  const [desk, operator] = [new FaultPage('desk', () => port), new FaultPage('desk', () => port)];
  await desk.must('POST', 'sign-in', { username: 'desk1', password: passwords['desk1'] });
  await operator.must('POST', 'sign-in', { username: 'operator1', password: passwords['operator1'] });
  const numbers = Array.from({ length: booths }, (_, at) => `soak-${at + 1}`);
  const csv = `number\n${numbers.join('\n')}\n`;
  await desk.must('POST', 'desk/register/import', { kind: 'detainees', csv, save: true });
  const pairs: SoakPair[] = [];
  for (const [at, detainee] of numbers.entries()) {
    pairs.push(await SoakPair.make({ port, desk, operator }, `${at + 1}`, detainee));
  }
  for (const pair of pairs) await begin(pair);
  tell({ ready: true });
  const began = performance.now();
  const over = began + minutes * 60_000;
  const telling = setInterval(tell, 5_000);
  await Promise.all(pairs.map((pair, at) => talk(pair, began - (at * CYCLE_MS) / booths, over)));
  clearInterval(telling);
  tell();
  process.exit(0);
}

/** `from`: when its first five minutes began. */
async function talk(pair: SoakPair, from: number, over: number): Promise<void> {
  for (let cycle = from; ; cycle += CYCLE_MS) {
    const end = Math.min(cycle + CYCLE_MS, over);
    for (let bad = cycle + BAD_FROM_MS; bad < cycle + BAD_FROM_MS + BAD_MS && bad < end; bad += AGAIN_MS) {
      if (bad < performance.now()) continue;
      await sleep(bad - performance.now());
      await again(() => pair.enter());
      counted.reconnects += 1;
    }
    await sleep(end - performance.now());
    await again(() => pair.end());
    counted.sessions += 1;
    if (end >= over) return;
    await begin(pair);
  }
}

async function begin(pair: SoakPair): Promise<void> {
  await again(() => pair.open());
  await again(() => pair.enter());
}

/** What fails is told and tried again, ten times: the machine may be busy with other things for some minutes. */
async function again(step: () => Promise<void>): Promise<void> {
  for (let left = 10; ; left -= 1) {
    try {
      return await step();
    } catch (error) {
      counted.failed.push(error instanceof Error ? error.message : String(error));
      if (left === 0) throw error;
      await sleep(1_000);
    }
  }
}
