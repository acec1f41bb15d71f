import { type ClassPlan, type LinePlan, type LinkPlan, makeQueues } from '#link';
import { carryOut } from '../../../apps/link-agent/src/programs.js';
import type { Scenario } from '../../lab/scenarios/scenario.js';
import type { UplinkStreet } from '../../lab/uplink-street.js';
import { RouterAgent, streetLinkPlan } from '../../medium/link/router-agent.js';
import { booths, hearing } from '../../unit/link/line-samples.js';

export const ARMS = ['ours', 'none', 'unmarked'] as const;
export type Arm = (typeof ARMS)[number];

/** Of a lossy line, what each part of the shield does beside retransmission (NACK), which is all that `unmarked` has of it. */
const PARTS = ['copies', 'buffer'] as const;
export type Part = Arm | (typeof PARTS)[number];

/** From so much loss on the parts are shown one by one. */
const HEAVY = 20;

/** Copies are only of what the router sends: of what comes in there are none. */
export const partsOf = ({ loss }: Scenario): readonly Part[] =>
  loss === undefined || loss.percent < HEAVY
    ? ARMS
    : [...ARMS, ...PARTS.filter((part) => part !== 'copies' || loss.way === 'up')];

/** One hearing of somebody inside and somebody outside, beside the scenario's booths. */
export function planOf({ line, booths: count = 0, loss }: Scenario): LinkPlan {
  const sessions = [hearing('h1', { inside: 1, outside: 1, viewers: 0 }), ...booths(count)];
  return streetLinkPlan(line, sessions, { lossy: { up: loss?.way === 'up', down: loss?.way === 'down' } });
}

/** What devices do against loss: all but `none` of it in retransmission, and who listens on the lossy way waits longer. */
export function shieldingOf(part: Part, { shield }: LinkPlan) {
  const buffer = part === 'ours' || part === 'buffer' ? shield : undefined;
  return {
    nack: part !== 'none' || !(shield.up.jitterBufferTarget ?? shield.down.jitterBufferTarget),
    buffer: { outside: buffer?.up.jitterBufferTarget, inside: buffer?.down.jitterBufferTarget },
  };
}

/** Puts another plan into force; resolves with the milliseconds until the kernel was read to do it. */
export type Change = (line: LinePlan) => Promise<number>;

/**
 * The street's router as the arm has it while `work` runs, and then as it was: `ours`, the link agent with the plan; `none`,
 * nothing; `unmarked`, the plan's queues without its marks. Of parts of the shield the router has the copies alone.
 */
export async function withArm<T>(
  part: Part,
  street: UplinkStreet,
  { line }: LinkPlan,
  work: (change?: Change) => Promise<T>,
): Promise<T> {
  if (part === 'none' || part === 'buffer') return work();
  const router = await RouterAgent.start(street);
  const change: Change = async (next) => {
    const started = performance.now();
    await router.agent.apply(next);
    return performance.now() - started;
  };
  try {
    if (part === 'unmarked') {
      await unmarked(street, line as ClassPlan);
      return await work();
    }
    await change(line);
    return await work(change);
  } finally {
    await router.agent.stop();
    await router.removeFolder();
  }
}

const unmarked = (street: UplinkStreet, plan: ClassPlan) =>
  carryOut(street.programs, makeQueues(plan, { device: street.device, kernel: { cake: false, fqCodel: false } }));
