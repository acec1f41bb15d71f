import { type Bytes, concat } from './bytes.js';
import { readKid } from './kid.js';
import { label, u32, u64, u8 } from './notation.js';
import { SealError } from './seal-error.js';
import { decodeKeyBody, encodeKeyBody } from './wire.js';

/** Between whom, and under which transcript (always T of the handshake), a KEY message goes. */
export interface KeyRoute {
  readonly T: Uint8Array;
  readonly from: number;
  readonly to: number;
}

const params = ({ T, from, to }: KeyRoute, kid: number, seq: bigint): AesGcmParams => ({
  name: 'AES-GCM',
  iv: concat(u32(0), u64(seq)),
  additionalData: concat(label('key'), T, u8(from), u8(to), u32(kid)),
});

/** The sending side of one wrap key. It owns `seq`: make exactly one per wrap key. */
export class KeySender {
  #seq = 0n;

  constructor(
    private readonly wrapOut: CryptoKey,
    private readonly route: KeyRoute,
  ) {}

  /** KEY body of E2EE.md §5. */
  async wrap(kid: number, seed: Bytes): Promise<Bytes> {
    const seq = this.#seq++;
    const wrapped = await crypto.subtle.encrypt(params(this.route, kid, seq), this.wrapOut, seed);
    return encodeKeyBody({ kid, seq, wrapped: new Uint8Array(wrapped) });
  }
}

export interface ReceivedSeed {
  readonly kid: number;
  readonly seed: Bytes;
}

/** The receiving side of one wrap key: `seq` strictly rises, and only an authentic message moves it. */
export class KeyReceiver {
  #last = -1n;

  constructor(
    private readonly wrapIn: CryptoKey,
    private readonly route: KeyRoute,
  ) {}

  /**
   * The seed; nothing for a KEY that §5 tells to ignore (old `seq`, kid of another party).
   * Throws SealError `bad-key-message` for one that is malformed or not authentic.
   */
  async open(body: Bytes): Promise<ReceivedSeed | undefined> {
    const { kid, seq, wrapped } = decodeKeyBody(body);
    if (seq <= this.#last || readKid(kid).party !== this.route.from) return undefined;
    let seed: Bytes;
    try {
      seed = new Uint8Array(await crypto.subtle.decrypt(params(this.route, kid, seq), this.wrapIn, wrapped));
    } catch {
      throw new SealError('bad-key-message');
    }
    if (seed.length !== 32) throw new SealError('bad-key-message');
    this.#last = seq;
    return { kid, seed };
  }
}
