import type { TransformOptions } from '../seal-messages.js';
import { FrameCounters, type Kind } from './frame-counters.js';
import { openFrames, sealFrames, type SendGate } from './frame-transforms.js';
import type { KeyedSession } from './keyed-session.js';
import type { ScriptTransformer } from './script-transformer.js';
import type { SealClock } from './seal-clock.js';
import { SendSlot } from './send-slot.js';

/** The transforms of one device's connections: which keys they have, and whether frames may pass. */
export class SealTransforms {
  readonly counters = new FrameCounters();
  readonly slots = new Set<SendSlot>();
  videoWhileMatching = false;

  /** `serving`: the attempt whose keys are in use; `enqueue`: runs work after what the session was told before. */
  constructor(
    private readonly serving: () => KeyedSession | undefined,
    private readonly clock: SealClock,
    private readonly enqueue: (work: () => Promise<void>) => Promise<void>,
  ) {}

  /** Serves one transform until its stream ends: a sender's gets a key of its own once keyed. */
  async attach({ direction, kind, stream = -1 }: TransformOptions, transformer: ScriptTransformer): Promise<void> {
    const { counters, serving } = this;
    if (direction === 'receive') {
      const now = () => this.clock.now();
      return openFrames({ serving, kind, stream, counters, now, transformer });
    }
    const slot = new SendSlot(kind);
    const keyed = this.enqueue(async () => {
      this.slots.add(slot);
      await serving()?.key(slot);
    });
    await sealFrames({ slot, gate: () => this.#gate(kind), counters, transformer });
    await keyed;
    await this.enqueue(async () => {
      this.slots.delete(slot);
      slot.erase();
    });
  }

  erase(): void {
    for (const slot of this.slots) slot.erase();
  }

  #gate(kind: Kind): SendGate {
    const session = this.serving();
    if (!session?.isBack || session.matching.state === 'broken') return 'not-keyed';
    if (session.isUnheard) return 'nobody-heard';
    return session.isOpen || kind === 'audio' || this.videoWhileMatching ? 'open' : 'not-sealed';
  }
}
