import type { Bytes } from './bytes.js';
import { frameMetadata } from './frame-metadata.js';
import { stripPadding } from './frame-padding.js';
import type { ReceivedSeed } from './key-message.js';
import { type MediaKind, readKid, VIDEO } from './kid.js';
import { ReplayWindow } from './replay-window.js';
import { decodeHeader, decryptSFrame, deriveSFrameKey, type SFrameKey } from './sframe.js';

/** Milliseconds an older key lives after the newer one first decrypts (E2EE.md §5). */
export const OLDER_KEY_LIFE = 5000;

interface Held {
  readonly kid: number;
  readonly key: SFrameKey;
  readonly window: ReplayWindow;
  decrypted: boolean;
}

/** Newer first, at most two; `until`: when the older one is to be erased. */
interface HeldPair {
  keys: Held[];
  gen: number;
  until: number | undefined;
}

/** `party`: who speaks, known from the KID alone. `askKeyFrame`: first success of a video key. */
export type OpenedFrame =
  | { readonly frame: Bytes; readonly party: number; readonly askKeyFrame: boolean }
  | { readonly dropped: 'malformed' | 'unknown-kid' | 'wrong-kind' | 'bad-tag' | 'replayed' | 'bad-padding' };

/** Keys of every other sender. Time in milliseconds is passed in and must not fall. */
export class ReceiverKeys {
  readonly #pairs = new Map<number, HeldPair>();

  constructor(private readonly T: Uint8Array) {}

  /** Takes a seed and overwrites it; false when its generation is not above all earlier ones of sender and kind. */
  async add({ kid, seed }: ReceivedSeed): Promise<boolean> {
    const { gen } = readKid(kid);
    const key = await deriveSFrameKey(5, seed, BigInt(kid), 'decrypt');
    seed.fill(0);
    const pair = this.#pairs.get(kid % 8) ?? { keys: [], gen: -1, until: undefined };
    if (gen <= pair.gen) return false;
    pair.gen = gen;
    pair.until = undefined;
    pair.keys = [{ kid, key, window: new ReplayWindow(), decrypted: false }, ...pair.keys.slice(0, 1)];
    this.#pairs.set(kid % 8, pair);
    return true;
  }

  /** Opens one payload of a track of `kind`. */
  async open(payload: Bytes, kind: MediaKind, now: number): Promise<OpenedFrame> {
    this.expire(now);
    const header = decodeHeader(payload);
    if (!header) return { dropped: 'malformed' };
    const pair = this.#pairs.get(Number(header.kid % 8n));
    const held = pair?.keys.find(({ kid }) => BigInt(kid) === header.kid);
    if (!pair || !held) return { dropped: 'unknown-kid' };
    if (readKid(held.kid).kind !== kind) return { dropped: 'wrong-kind' };
    const plaintext = await decryptSFrame(held.key, header, frameMetadata(this.T, kind), payload);
    if (!plaintext) return { dropped: 'bad-tag' };
    if (!held.window.take(header.ctr)) return { dropped: 'replayed' };
    const first = !held.decrypted;
    held.decrypted = true;
    if (first && held === pair.keys[0] && pair.keys.length > 1) pair.until = now + OLDER_KEY_LIFE;
    const frame = stripPadding(plaintext);
    if (!frame) return { dropped: 'bad-padding' };
    return { frame, party: readKid(held.kid).party, askKeyFrame: first && kind === VIDEO };
  }

  /** Erases what is due; call it also while no frame comes. */
  expire(now: number): void {
    for (const pair of this.#pairs.values()) {
      if (pair.until === undefined || now < pair.until) continue;
      pair.keys = pair.keys.slice(0, 1);
      pair.until = undefined;
    }
  }

  /** After a RESUME with a party: its keys go and its generations start again (E2EE.md §7). Also when it left. */
  forget(party: number): void {
    for (const at of [party, party + 4]) this.#pairs.delete(at);
  }

  /** KIDs held, for tests and counters. */
  get kids(): readonly number[] {
    return [...this.#pairs.values()].flatMap(({ keys }) => keys.map(({ kid }) => kid));
  }
}
