import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const GOOD_FOR_MS = 60_000;
const AT_BYTES = 8;
const RANDOM_BYTES = 16;

/**
 * What a kiosk signs to show that it has its key. Nothing is kept of a challenge until a known device spends it, so
 * strangers can fill nothing; what a process gave out is worth nothing after its end.
 */
export class KioskChallenges {
  readonly #key = randomBytes(32);
  /** Spent ones and when they would have ended, the oldest first. */
  readonly #spent = new Map<string, number>();

  /** `now`: milliseconds that never go back. */
  constructor(private readonly now: () => number) {}

  make(): string {
    const body = Buffer.alloc(AT_BYTES + RANDOM_BYTES);
    body.writeBigUInt64BE(BigInt(Math.floor(this.now())));
    randomBytes(RANDOM_BYTES).copy(body, AT_BYTES);
    return Buffer.concat([body, this.#mac(body)]).toString('base64url');
  }

  /** Ours, a minute old at most, and not spent. It is spent then: call it last. */
  spend(challenge: string): boolean {
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.toString('base64url') !== challenge) return false;
    const body = bytes.subarray(0, AT_BYTES + RANDOM_BYTES);
    const mac = bytes.subarray(AT_BYTES + RANDOM_BYTES);
    if (mac.length !== 32 || !timingSafeEqual(mac, this.#mac(body))) return false;
    const now = this.now();
    const until = Number(body.readBigUInt64BE()) + GOOD_FOR_MS;
    for (const [old, ended] of this.#spent) {
      if (ended > now) break;
      this.#spent.delete(old);
    }
    if (until <= now || this.#spent.has(challenge)) return false;
    // Spent later, ended later or nearly so: a kept one too many is dropped a little after its time.
    this.#spent.set(challenge, now + GOOD_FOR_MS);
    return true;
  }

  #mac(body: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(body).digest();
  }
}
