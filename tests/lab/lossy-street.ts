import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { UplinkStreet } from './uplink-street.js';

const BOX = fileURLToPath(new URL('delay_box.py', import.meta.url));
const LINE_END = '10.80.4.1';
const COURT_END = '10.80.4.2';

/** `run`: packets that are lost in a row. */
export interface Loss {
  readonly way: 'up' | 'down';
  readonly percent: number;
  readonly run: number;
}

/** The last part of a street's line as delay_box.py: between what the line lets through and the court. */
export class LossyStreet {
  private constructor(private readonly child: ChildProcess) {}

  /** The court keeps its address. The line lets as much through as before. */
  static async over(street: UplinkStreet, kbps: number, roundTrip: number): Promise<LossyStreet> {
    const ends = [street.namespace('line'), LINE_END, street.namespace('court'), COURT_END];
    const child = spawn('python3', [BOX, ...ends, String(roundTrip)], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    const at = (place: 'line' | 'court', command: string) => street.run(place, command.split(' '));
    await at('line', `tc qdisc add dev line0 root tbf rate ${kbps}kbit burst 3028 limit 100000`);
    await at('line', `ip route add ${street.court}/32 dev line0`);
    await at('court', `ip route replace default via ${LINE_END} dev line0 src ${street.court}`);
    return new LossyStreet(child);
  }

  lose({ way, percent, run }: Loss, seed: number): void {
    this.child.stdin?.write(`loss ${way === 'up' ? 'a-b' : 'b-a'} ${percent} ${run} ${seed}\n`);
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }
}
