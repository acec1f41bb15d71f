import type { DropReason, SealCounters } from '../seal-messages.js';

export type Direction = 'send' | 'receive';
export type Kind = 'audio' | 'video';

interface Tally {
  passed: number;
  readonly dropped: Partial<Record<DropReason, number>>;
}

const tally = (): Tally => ({ passed: 0, dropped: {} });

/** Counts every frame that entered a transform, once. */
export class FrameCounters {
  readonly #tallies = {
    send: { audio: tally(), video: tally() },
    receive: { audio: tally(), video: tally() },
  };

  passed(direction: Direction, kind: Kind): void {
    this.#tallies[direction][kind].passed++;
  }

  dropped(direction: Direction, kind: Kind, reason: DropReason): void {
    const { dropped } = this.#tallies[direction][kind];
    dropped[reason] = (dropped[reason] ?? 0) + 1;
  }

  snapshot(): SealCounters {
    return structuredClone(this.#tallies);
  }
}
