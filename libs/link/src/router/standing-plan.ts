import type { BothWays } from '../direction.js';
import type { ClassPlan, Marking } from '../line-plan.js';
import { LinkError } from '../link-error.js';
import { makePlan } from '../link-plan.js';
import { USUAL_POLICY } from '../link-policy.js';
import type { LinkSession } from '../link-session.js';
import { streamsOf } from '../streams.js';

export interface StandingNeed {
  /** kbit/s. */
  readonly capacity: BothWays<number>;
  readonly marking: Marking;
  /** People beyond the line in the largest hearing; one more is in the building. */
  readonly outside: number;
  /** Conversations of booths at a time. */
  readonly booths: number;
}

/**
 * The plan of a router that is not told what runs: as if the largest hearing and all booths ran at once. What nobody uses
 * of it others have; sound of more than that is cut as a flood would be.
 * @throws LinkError `capacity-unknown`; `capacity-too-small` when the line does not carry that sound; `streams-wrong`.
 */
export function standingPlan({ capacity, marking, outside, booths }: StandingNeed): ClassPlan {
  if (!Number.isInteger(booths) || booths < 0) throw new LinkError('streams-wrong', 'booths');
  const session = (id: string, kind: LinkSession['kind'], beyond: number): LinkSession => ({
    id,
    kind,
    state: 'running',
    soundOnly: false,
    streams: streamsOf({ inside: 1, outside: beyond }),
  });
  const { line, reasons } = makePlan({
    capacity: {
      up: { from: 'configured', kbps: capacity.up },
      down: { from: 'configured', kbps: capacity.down },
    },
    sessions: [
      session('hearing', 'hearing', outside),
      ...Array.from({ length: booths }, (_, at) => session(`booth-${at}`, 'booth', 1)),
    ],
    policy: USUAL_POLICY,
    marking,
  });
  if (reasons.some(({ code }) => code === 'sound-does-not-fit')) throw new LinkError('capacity-too-small', 'sound');
  return line as ClassPlan;
}
