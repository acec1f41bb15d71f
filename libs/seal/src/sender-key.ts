import type { Bytes } from './bytes.js';
import { frameMetadata } from './frame-metadata.js';
import { padFrame } from './frame-padding.js';
import { readKid } from './kid.js';
import { deriveSFrameKey, encryptSFrame, type SFrameKey } from './sframe.js';

/** Frames under one key, at most (E2EE.md §5). */
export const MAX_FRAMES = 2 ** 32;

export type SealedFrame = { readonly payload: Bytes } | { readonly dropped: 'too-long' | 'counter-spent' | 'erased' };

/**
 * One sender key and its counter. Owned by the transform that drew it; never stored or posted.
 * The seed stays here until `erase`, because §5 has the sender repeat it after a signalling drop.
 */
export class SenderKey {
  #ctr = 0;
  #seed: Bytes | undefined;
  #key: SFrameKey | undefined;

  private constructor(
    readonly kid: number,
    seed: Bytes,
    key: SFrameKey,
    private readonly metadata: Bytes,
    private readonly size: number | undefined,
  ) {
    this.#seed = seed;
    this.#key = key;
  }

  /** `seed`: 32 fresh random bytes, owned from here on. `size`: constant plaintext bytes (audio only). */
  static async of(kid: number, seed: Bytes, T: Uint8Array, size?: number): Promise<SenderKey> {
    const key = await deriveSFrameKey(5, seed, BigInt(kid), 'encrypt');
    return new SenderKey(kid, seed, key, frameMetadata(T, readKid(kid).kind), size);
  }

  /** The seed for KEY messages; nothing once erased. */
  get seed(): Bytes | undefined {
    return this.#seed;
  }

  /** The whole payload of a frame. A frame that is dropped uses no counter. */
  async seal(frame: Uint8Array): Promise<SealedFrame> {
    if (!this.#key) return { dropped: 'erased' };
    const plaintext = padFrame(frame, this.size);
    if (!plaintext) return { dropped: 'too-long' };
    if (this.#ctr >= MAX_FRAMES) return { dropped: 'counter-spent' };
    const ctr = BigInt(this.#ctr++);
    return { payload: await encryptSFrame(this.#key, ctr, this.metadata, plaintext) };
  }

  erase(): void {
    this.#seed?.fill(0);
    this.#key?.salt.fill(0);
    this.#seed = undefined;
    this.#key = undefined;
  }
}
