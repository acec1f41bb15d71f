import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../../lab/scenarios/scenario.js';
import type { Place, UplinkStreet } from '../../lab/uplink-street.js';
import { hear, speak } from '../../medium/link/talk.js';

const BULK = fileURLToPath(new URL('../../lab/bulk.mjs', import.meta.url));
const BULK_PORT = 8000;
const FLOOD_PORT = 9001;
/** Bytes of a datagram, and of it with its headers. */
const FLOOD = { payload: 1000, whole: 1028 };

/** Fills the line for so many seconds from now on; answers how much got through, kbit/s of payload. */
export async function load(street: UplinkStreet, scenario: Scenario, seconds: number): Promise<number> {
  const { downloads, flood } = scenario;
  if (downloads !== undefined) return download(street, downloads, seconds);
  if (flood !== undefined) return pour(street, flood, seconds);
  await wait(seconds * 1000);
  return 0;
}

const LOOKS_LIKE = {
  bulk: { from: 20_000, type: 0, dscp: 0 },
  'rogue-ef': { from: 20_000, type: 0, dscp: 46 },
} as const;

async function pour(
  street: UplinkStreet,
  { kbps, as }: NonNullable<Scenario['flood']>,
  seconds: number,
): Promise<number> {
  const { payload, whole } = FLOOD;
  const heard = await hear(street, 'court', FLOOD_PORT, seconds + 1);
  const packet = { ...LOOKS_LIKE[as], bytes: payload, pace: (kbps * 1000) / 8 / whole };
  await speak(street, 'facility', { ...packet, address: street.court, port: FLOOD_PORT, seconds });
  return ((await heard.result).heard * payload * 8) / 1000 / seconds;
}

async function download(
  street: UplinkStreet,
  { to, connections }: NonNullable<Scenario['downloads']>,
  seconds: number,
): Promise<number> {
  const [from, address]: [Place, string] = to === 'facility' ? ['court', street.court] : ['facility', street.facility];
  const server = street.spawn(from, [process.execPath, BULK, 'serve', String(BULK_PORT)]);
  try {
    await once(server.stdout as NodeJS.ReadableStream, 'data');
    const asked = [address, BULK_PORT, connections, seconds].map(String);
    const pull = street.spawn(to, [process.execPath, BULK, 'pull', ...asked]);
    return (JSON.parse(await text(pull.stdout as NodeJS.ReadableStream)) as { kbps: number }).kbps;
  } finally {
    server.kill();
  }
}
