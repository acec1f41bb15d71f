import { fromHex, TranscriptObserver, type ObservedVerdict } from '#seal';
import type { RosterPlace, SealStep } from '#protocol';

/** Follows one round as relayed, to enter signed verdicts. It decides nothing that a device relies on. */
export class RoundObserver {
  #chain: Promise<unknown>;
  #observer: TranscriptObserver | undefined;

  constructor(booking: string, round: string, suite: number, roster: readonly RosterPlace[]) {
    const parties = roster.map(({ role, party, label }) => ({ role, party: fromHex(party), label }));
    this.#chain = TranscriptObserver.of({
      suite,
      booking: fromHex(booking),
      round: fromHex(round),
      roster: parties,
    }).then((observer) => {
      this.#observer = observer;
      return undefined;
    });
  }

  /** Takes messages one after another; `seen` is told of each verdict that the visit key signed. Never throws. */
  take(step: SealStep, from: number, body: string, seen: (verdict: ObservedVerdict) => void): void {
    if (step !== 'commit' && step !== 'reveal' && step !== 'verdict') return;
    const bytes = new Uint8Array(Buffer.from(body, 'base64url'));
    this.#chain = this.#chain
      .then(() => this.#observer?.take({ step, from, body: bytes }))
      .then((verdict) => {
        if (verdict?.valid) seen(verdict);
        return undefined;
      })
      .catch(() => undefined);
  }
}
