import { makeQueues } from '#link';
import { carryOut } from '../../../apps/link-agent/src/programs.js';
import type { UplinkStreet } from '../../lab/uplink-street.js';
import { RouterAgent, streetPlan } from '../../medium/link/router-agent.js';
import { hearing } from '../../unit/link/line-samples.js';

export const ARMS = ['ours', 'none', 'unmarked'] as const;
export type Arm = (typeof ARMS)[number];

/** The router as the arm has it while `work` runs. The street is closed afterwards by who opened it. */
export async function withArm<T>(arm: Arm, street: UplinkStreet, kbps: number, work: () => Promise<T>): Promise<T> {
  const plan = streetPlan(kbps, [hearing()]);
  if (arm === 'none') return work();
  if (arm === 'unmarked') {
    const site = { device: street.device, kernel: { cake: false, fqCodel: false } };
    await carryOut(street.programs, makeQueues(plan, site));
    return work();
  }
  const router = await RouterAgent.start(street);
  try {
    await router.agent.apply(plan);
    return await work();
  } finally {
    await router.removeFolder();
  }
}
