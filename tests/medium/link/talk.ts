import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Place, UplinkStreet } from '../../lab/uplink-street.js';

const TALK = fileURLToPath(new URL('../../lab/talk.py', import.meta.url));

export interface Speech {
  readonly from: number;
  readonly address: string;
  readonly port: number;
  /** RTP payload type. */
  readonly type: number;
  readonly bytes: number;
  /** Packets a second. */
  readonly pace: number;
  readonly seconds: number;
  /** That the sender sets itself. */
  readonly dscp?: number;
  /** So many, from one port after the other to one after the other. */
  readonly streams?: number;
}

/** Delays one way in milliseconds. */
export interface Heard {
  readonly sent: number;
  readonly heard: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
  /** Seconds of the worst stream (RFC 7294), as of 50 packets of sound a second. */
  readonly severe: number;
  readonly concealed: number;
}

/** Resolves once all was sent and had a moment to arrive. */
export async function speak(street: UplinkStreet, place: Place, speech: Speech): Promise<void> {
  const { from, address, port, type, bytes, pace, seconds, dscp = 0, streams = 1 } = speech;
  const args = [from, address, port, type, bytes, pace, seconds, dscp, streams].map(String);
  await once(street.spawn(place, ['python3', TALK, 'speak', ...args]), 'exit');
  await wait(100);
}

/** Listens once this resolves; `result` resolves after so many seconds. */
export async function hear(street: UplinkStreet, place: Place, port: number, seconds: number, streams = 1) {
  const child = street.spawn(place, ['python3', TALK, 'hear', ...[port, seconds, streams].map(String)]);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const closed = once(child, 'close');
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { result: closed.then(() => JSON.parse(text.slice(text.indexOf('{'))) as Heard) };
}
