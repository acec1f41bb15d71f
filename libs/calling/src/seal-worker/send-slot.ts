import { AUDIO, makeKid, type SealEntropy, SenderKey, VIDEO } from '#seal';
import type { Kind } from './frame-counters.js';

/** The key place of one sender transform. Only its own transform encrypts with what is in it. */
export class SendSlot {
  #key: SenderKey | undefined;

  constructor(readonly kind: Kind) {}

  get key(): SenderKey | undefined {
    return this.#key;
  }

  put(key: SenderKey): void {
    this.erase();
    this.#key = key;
  }

  erase(): void {
    this.#key?.erase();
    this.#key = undefined;
  }
}

/** Draws keys of one keyed attempt: generations rise by one per kind, whatever transform they are for. */
export class KeyDrawer {
  readonly #gens = { audio: 0, video: 0 };

  constructor(
    private readonly entropy: SealEntropy,
    private readonly T: Uint8Array,
    private readonly me: number,
    private readonly audioSize: number,
  ) {}

  draw(kind: Kind): Promise<SenderKey> {
    const kid = makeKid({ gen: this.#gens[kind]++, kind: kind === 'audio' ? AUDIO : VIDEO, party: this.me });
    return SenderKey.of(kid, this.entropy.random(32), this.T, kind === 'audio' ? this.audioSize : undefined);
  }
}
