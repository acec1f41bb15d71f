import { KioskState } from '#protocol';
import { ask, failureFrom } from '../api/call-api.js';
import { signInDevice, storedDeviceKey } from './device-key.js';

/** A proof is worth something for fifteen minutes: long before its end there is a new one. */
const PROVE_EVERY_MS = 4 * 60_000;

/** Which booth this device serves. Knows nothing but when it last showed its key. */
export class OwnKiosk {
  #provedAt: number | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** No `booth`: this device is not enrolled. Throws ApiFailure while that cannot be known. */
  async state(): Promise<KioskState> {
    const state = await ask(KioskState, 'GET', '/api/kiosk');
    const fresh = this.#provedAt !== undefined && this.now() - this.#provedAt < PROVE_EVERY_MS;
    if (state.booth !== undefined && fresh) return state;
    const key = await storedDeviceKey();
    if (key === undefined) return state;
    try {
      await signInDevice(key);
      this.#provedAt = this.now();
    } catch (thrown) {
      // What it still has is good for a while; the next look tries again.
      if (state.booth !== undefined || failureFrom(thrown).code === 'kiosk-not-enrolled') return state;
      throw thrown;
    }
    return state.booth === undefined ? ask(KioskState, 'GET', '/api/kiosk') : state;
  }
}
