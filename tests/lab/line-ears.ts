import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Marking } from '#link';
import type { UplinkStreet } from './uplink-street.js';

const EARS = fileURLToPath(new URL('line_ears.py', import.meta.url));

/** Packets of sound, delays one way in milliseconds, bytes of sound and pictures that were sent. */
export interface WayHeard {
  readonly sent: number;
  readonly came: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly bytes: number;
}
export type Heard = Readonly<Record<'up' | 'down', WayHeard>>;

/** Hears what media send from the facility's end of a street to the court's, and back, from now until `end`. */
export class LineEars {
  private constructor(private readonly child: ChildProcess) {}

  static async at(
    street: UplinkStreet,
    ports: Marking['hearingPorts'],
    payloads: readonly number[],
  ): Promise<LineEars> {
    const ends = [street.namespace('facility'), street.namespace('court')];
    const argv = [EARS, ...ends, ports.join('-'), payloads.join(',')];
    const child = spawn('python3', argv, { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    return new LineEars(child);
  }

  async end(): Promise<Heard> {
    const answer = text(this.child.stdout as NodeJS.ReadableStream);
    this.child.stdin?.end();
    return JSON.parse(await answer) as Heard;
  }
}
