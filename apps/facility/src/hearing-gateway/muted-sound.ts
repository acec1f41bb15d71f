import { GatewayRefusal } from '../gateway/gateway-refusal.js';
import type { SoundGuard } from '../gateway/grants.js';

/** A browser has one audio section and keeps its mid; who invents others has no use for more. */
const MOST_SECTIONS = 8;

/**
 * The court's muting of one grant, held by the plane and not by the page. An answer of Janus, without which no packet can be
 * sent, waits until the plane has been told; over a connection that stands no further sound begins.
 */
export class MutedSound implements SoundGuard {
  /** By mid: whether the plane has said that it passes nothing of it on. */
  readonly #sections = new Map<string, boolean>();
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly isMuted: () => boolean,
    /** False: the plane has no such stream. */
    private readonly moderate: (mid: string, on: boolean) => Promise<boolean>,
  ) {}

  offered(request: string, mid: string | undefined): void {
    // By which the plane could not be told of it.
    if (mid === '') throw new GatewayRefusal('sdp-attribute', 'mid');
    if (mid === undefined || this.#sections.get(mid) === true) return;
    const known = this.#sections.has(mid);
    if ((request === 'configure' && this.isMuted()) || (!known && this.#sections.size >= MOST_SECTIONS))
      throw new GatewayRefusal('wrong-moment', request);
    this.#sections.set(mid, false);
  }

  answered(): Promise<void> | undefined {
    return this.isMuted() ? this.settle() : undefined;
  }

  /** Tells the plane what holds by then, one time after another: Janus carries out several at once in any order. */
  settle(): Promise<void> {
    const next = this.#turn
      .catch(() => undefined)
      .then(async () => {
        for (const mid of [...this.#sections.keys()]) {
          const on = this.isMuted();
          const done = await this.moderate(mid, on);
          this.#sections.set(mid, done && on);
        }
      });
    this.#turn = next;
    return next;
  }
}
