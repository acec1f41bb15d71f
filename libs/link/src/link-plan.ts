import { capacityOf, type CapacitySource } from './capacity.js';
import { type BothWays, bothWays, type Direction, DIRECTIONS } from './direction.js';
import { explain } from './explain.js';
import { capsOf, type SessionCap } from './session-cap.js';
import type { LinePlan, Marking } from './line-plan.js';
import type { LinkPolicy } from './link-policy.js';
import type { LinkSession } from './link-session.js';
import type { Reason } from './reason.js';
import { NOT_LOSSY, settle, usableRate } from './settle.js';
import { shareOut } from './share-out.js';
import { type Shield, shieldOf } from './shield.js';
import { SOUND_CLASSES } from './traffic-class.js';

export interface PlanInput {
  readonly capacity: BothWays<CapacitySource>;
  readonly sessions: readonly LinkSession[];
  readonly policy: LinkPolicy;
  /** Undefined: nobody can tell the classes apart on this line, so nobody is given priority on it. */
  readonly marking: Marking | undefined;
  /** Directions in which so much is lost that sound needs the shield (`judgeLoss`); absent: none. */
  readonly lossy?: BothWays<boolean> | undefined;
}

export interface LinkPlan {
  /** For the link agent. */
  readonly line: LinePlan;
  /** For the devices and the planes: what each session that runs may send. */
  readonly caps: readonly SessionCap[];
  /** What is done against loss, by direction. */
  readonly shield: BothWays<Shield>;
  /** For people. */
  readonly reasons: readonly Reason[];
}

/** Absent when nothing leaves twice. */
function duplicateOf({ hearingAudio, boothAudio }: Shield) {
  const duplicate = SOUND_CLASSES.filter((name) => (name === 'hearing-audio' ? hearingAudio : boothAudio));
  return duplicate.length === 0 ? {} : { duplicate };
}

/**
 * What the line does for the sessions that run. The same input gives the same plan; more capacity never gives less sound
 * or, with the same copies of sound, less video. @throws LinkError `capacity-unknown`, `capacity-too-small`.
 */
export function makePlan({ capacity, sessions, policy, marking, lossy = NOT_LOSSY }: PlanInput): LinkPlan {
  const running = sessions.filter(({ state }) => state === 'running');
  const kbps = bothWays((way) => capacityOf(capacity[way]));
  // What cannot be told apart cannot be copied either.
  const settlement = settle(running, kbps, policy, marking === undefined ? NOT_LOSSY : lossy);
  const shield = bothWays((direction) => shieldOf(settlement.ways[direction].copies, lossy[direction]));
  const way = (direction: Direction) => shareOut(running, direction, settlement, policy);
  return {
    line:
      marking === undefined
        ? { version: 1, kind: 'first-come' }
        : { version: 1, kind: 'by-class', marking, ...duplicateOf(shield.up), up: way('up'), down: way('down') },
    caps: capsOf(running, settlement, shield),
    shield,
    reasons: [
      ...DIRECTIONS.map((direction): Reason => {
        const usable = usableRate(kbps, policy, direction);
        return { code: 'capacity', direction, from: capacity[direction].from, capacity: kbps[direction], usable };
      }),
      ...explain(running, settlement),
      ...(lossy.down ? [{ code: 'copies-by-the-sender', direction: 'down' } as const] : []),
      ...(marking === undefined ? [{ code: 'not-marked' } as const] : []),
    ],
  };
}
