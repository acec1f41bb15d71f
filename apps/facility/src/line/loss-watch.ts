import {
  type BothWays,
  bothWays,
  judgeLoss,
  type LinePlan,
  type LineLoss,
  type LinkPolicy,
  NO_LOSS,
  USUAL_POLICY,
} from '#link';
import type { PlanAnswer } from './link-agent-client.js';

/** An agent that copies nothing is asked again after so long; until then nothing of the line is kept for copies. */
const ASK_AGAIN_MS = 60_000;

/** What a plan takes of it: directions that are lossy, and what may leave twice. */
export interface LossSeen extends Pick<LinkPolicy, 'duplicate'> {
  readonly lossy: BothWays<boolean>;
}

/** From look to look: which directions are lossy, and whether sound leaves twice. */
export class LossWatch {
  /** As of the last look. */
  seen: LossSeen = { lossy: { up: false, down: false }, duplicate: USUAL_POLICY.duplicate };
  #loss: BothWays<LineLoss> = { up: NO_LOSS, down: NO_LOSS };
  #copied = false;
  #refusedAt: number | undefined;

  /** For the next plan. Undefined: nobody measures. */
  look(missing: BothWays<number | undefined> | undefined, now: number): LossSeen {
    this.#loss = bothWays((way) => judgeLoss(this.#loss[way], missing?.[way], way === 'up' && this.#copied));
    const refused = this.#refusedAt !== undefined && now - this.#refusedAt < ASK_AGAIN_MS;
    this.seen = { lossy: bothWays((way) => this.#loss[way].lossy), duplicate: refused ? [] : USUAL_POLICY.duplicate };
    return this.seen;
  }

  /** A plan is in force, and the agent said so. */
  sent(plan: LinePlan, { notCopied }: PlanAnswer, now: number): void {
    if (notCopied !== undefined) this.#refusedAt = now;
    this.#copied = plan.kind === 'by-class' && plan.duplicate !== undefined && notCopied === undefined;
  }
}
