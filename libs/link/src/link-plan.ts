import { capacityOf, type CapacitySource } from './capacity.js';
import { type BothWays, bothWays, type Direction, DIRECTIONS } from './direction.js';
import { explain } from './explain.js';
import { capsOf, type SessionCap } from './session-cap.js';
import type { LinePlan, Marking } from './line-plan.js';
import type { LinkPolicy } from './link-policy.js';
import type { LinkSession } from './link-session.js';
import type { Reason } from './reason.js';
import { settle, usableRate } from './settle.js';
import { shareOut } from './share-out.js';

export interface PlanInput {
  readonly capacity: BothWays<CapacitySource>;
  readonly sessions: readonly LinkSession[];
  readonly policy: LinkPolicy;
  /** Undefined: nobody can tell the classes apart on this line, so nobody is given priority on it. */
  readonly marking: Marking | undefined;
}

export interface LinkPlan {
  /** For the link agent. */
  readonly line: LinePlan;
  /** For the devices and the planes: what each session that runs may send. */
  readonly caps: readonly SessionCap[];
  /** For people. */
  readonly reasons: readonly Reason[];
}

/**
 * What the line does for the sessions that run. The same input gives the same plan; more capacity never gives less sound
 * or video. @throws LinkError `capacity-unknown`, `capacity-too-small`.
 */
export function makePlan({ capacity, sessions, policy, marking }: PlanInput): LinkPlan {
  const running = sessions.filter(({ state }) => state === 'running');
  const kbps = bothWays((way) => capacityOf(capacity[way]));
  const settlement = settle(running, kbps, policy);
  const way = (direction: Direction) => shareOut(running, direction, settlement, policy);
  return {
    line:
      marking === undefined
        ? { version: 1, kind: 'first-come' }
        : { version: 1, kind: 'by-class', marking, up: way('up'), down: way('down') },
    caps: capsOf(running, settlement),
    reasons: [
      ...DIRECTIONS.map((direction): Reason => {
        const usable = usableRate(kbps[direction], policy);
        return { code: 'capacity', direction, from: capacity[direction].from, capacity: kbps[direction], usable };
      }),
      ...explain(running, settlement),
      ...(marking === undefined ? [{ code: 'not-marked' } as const] : []),
    ],
  };
}
