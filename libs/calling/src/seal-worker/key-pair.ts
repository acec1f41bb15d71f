import { type Bytes, KeyReceiver, KeySender, type PairKeys, type ReceivedSeed, SealError } from '#seal';

/** Both ways of KEY messages (E2EE.md §5) between this device and one other, under one pair's keys. */
export class KeyPair {
  readonly #sender: KeySender;
  readonly #receiver: KeyReceiver;
  #unsettled: boolean;

  /** `unsettled`: made by a RESUME, so that messages under the keys of before may still be on their way. */
  constructor(
    pair: PairKeys,
    of: { readonly T: Uint8Array; readonly me: number; readonly peer: number },
    unsettled: boolean,
  ) {
    const { T, me, peer } = of;
    this.#sender = new KeySender(pair.wrapOut, { T, from: me, to: peer });
    this.#receiver = new KeyReceiver(pair.wrapIn, { T, from: peer, to: me });
    this.#unsettled = unsettled;
  }

  wrap(kid: number, seed: Bytes): Promise<Bytes> {
    return this.#sender.wrap(kid, seed);
  }

  /**
   * The seed; nothing for one to be ignored. Throws SealError `bad-key-message`, unless keys of the pair before or after
   * these may have sealed it (`resuming`, or none was opened yet since).
   */
  async open(body: Bytes, resuming: boolean): Promise<ReceivedSeed | undefined> {
    try {
      const received = await this.#receiver.open(body);
      if (received) this.#unsettled = false;
      return received;
    } catch (error) {
      if (error instanceof SealError && (resuming || this.#unsettled)) return undefined;
      throw error;
    }
  }
}
