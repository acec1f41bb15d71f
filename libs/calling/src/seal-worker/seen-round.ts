import type { SeenRound } from '#protocol';
import { type Bytes, type Context, encodeReveal, toBase64Url, type Transcript } from '#seal';

export type SeenVerdict = SeenRound['verdicts'][number];

/** What a receipt takes of a handshake from the moment that every reveal is known: all of it is public. */
export const seenRound = ({ context, transcript }: Handshaken, verdicts: readonly SeenVerdict[] = []): SeenRound => ({
  ctx: toBase64Url(context.ctx),
  me: context.me,
  reveals: transcript.reveals.map((reveal) => toBase64Url(encodeReveal(reveal))),
  verdicts: [...verdicts],
});

interface Handshaken {
  readonly context: Context;
  readonly transcript: Transcript;
}

/** For the receipt: one verdict of each party, the last. */
export class SeenVerdicts {
  #verdicts: readonly SeenVerdict[];

  constructor(
    private readonly handshake: Handshaken,
    private readonly seen: (seen: SeenRound) => void,
    kept: readonly SeenVerdict[] = [],
  ) {
    this.#verdicts = kept;
  }

  get verdicts(): readonly SeenVerdict[] {
    return this.#verdicts;
  }

  /** `body`: of VERDICT. */
  add(from: number, same: boolean, body: Bytes): void {
    const others = this.#verdicts.filter((verdict) => verdict.from !== from);
    this.#verdicts = [...others, { from, same, signature: toBase64Url(body.subarray(1)) }];
    this.seen(seenRound(this.handshake, this.#verdicts));
  }
}
