import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Place, UplinkStreet } from '../../lab/uplink-street.js';
import { hear, speak } from '../../medium/link/talk.js';

export const SCENARIOS = ['tcp-out', 'flood', 'tcp-in'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Measured {
  /** Part of the packets of sound. */
  readonly loss: number;
  /** Milliseconds one way, of the packets that came. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** kbit/s of payload that the rest got through. */
  readonly bulk: number;
}

const BULK = fileURLToPath(new URL('../../lab/bulk.mjs', import.meta.url));
const SOUND = { from: 43_000, port: 9000, type: 111, bytes: 102, pace: 50 };
/** 6 Mbit/s with its headers. */
const FLOOD = { from: 20_000, port: 9001, type: 0, bytes: 1000, pace: 720 };
const CONNECTIONS = '4';
/** What fills the line has begun when sound is measured. */
const AHEAD_S = 2;

/** Sound goes the way that is filled: out of the facility, or into it. */
export async function measure(street: UplinkStreet, scenario: Scenario, seconds: number): Promise<Measured> {
  const inward = scenario === 'tcp-in';
  const [from, to]: [Place, Place] = inward ? ['court', 'facility'] : ['facility', 'court'];
  const address = inward ? street.facility : street.court;
  const long = seconds + AHEAD_S;
  const bulk = scenario === 'flood' ? flood(street, long) : downloads(street, from, to, long);
  await wait(AHEAD_S * 1000);
  const ports = inward ? { from: SOUND.port, port: SOUND.from } : SOUND;
  const heard = await hear(street, to, ports.port, seconds + 1);
  await speak(street, from, { ...SOUND, ...ports, address, seconds: seconds - 1 });
  const { heard: came, p50, p95, p99 } = await heard.result;
  return { loss: 1 - came / (SOUND.pace * (seconds - 1)), p50, p95, p99, bulk: await bulk };
}

async function flood(street: UplinkStreet, seconds: number): Promise<number> {
  const heard = await hear(street, 'court', FLOOD.port, seconds + 1);
  await speak(street, 'facility', { ...FLOOD, address: street.court, seconds });
  return ((await heard.result).heard * FLOOD.bytes * 8) / 1000 / seconds;
}

async function downloads(street: UplinkStreet, from: Place, to: Place, seconds: number): Promise<number> {
  const server = street.spawn(from, [process.execPath, BULK, 'serve', '8000']);
  await once(server.stdout as NodeJS.ReadableStream, 'data');
  const address = from === 'facility' ? street.facility : street.court;
  const pull = street.spawn(to, [process.execPath, BULK, 'pull', address, '8000', CONNECTIONS, String(seconds)]);
  const { kbps } = JSON.parse(await text(pull.stdout as NodeJS.ReadableStream)) as { kbps: number };
  server.kill();
  return kbps;
}
