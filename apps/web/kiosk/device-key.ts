import { get, set } from 'idb-keyval';
import { KioskChallenge, type KioskProof } from '#protocol';
import { ask, send } from '../api/call-api.js';
import { kioskProof } from './kiosk-proof.js';

const KEY = 'device-key';
const BEAT = 'alive';

/** The key pair of this device. No script can read its private half, not ours either. */
export const storedDeviceKey = (): Promise<CryptoKeyPair | undefined> => get<CryptoKeyPair>(KEY);

/** A fresh pair in the place of any former one: for one enrolment. */
async function makeDeviceKey(): Promise<CryptoKeyPair> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  await set(KEY, pair);
  return pair;
}

async function prove(pair: CryptoKeyPair): Promise<KioskProof> {
  const { challenge } = await ask(KioskChallenge, 'POST', '/api/kiosk/challenge');
  return kioskProof(pair, location.host, challenge);
}

/** Makes this device the kiosk of the code's booth. Throws ApiFailure. */
export async function enrolDevice(code: string): Promise<void> {
  await send('POST', '/api/kiosk/enrol', { code, ...(await prove(await makeDeviceKey())) });
}

/** Shows the facility that this is the device it knows: the cookie that comes back is short-lived. Throws ApiFailure. */
export async function signInDevice(pair: CryptoKeyPair): Promise<void> {
  await send('POST', '/api/kiosk/sign-in', await prove(pair));
}

/** For the watchdog of deploy/kiosk: the page writes to its profile as long as it works. */
export const beat = (): Promise<void> => set(BEAT, Date.now());
