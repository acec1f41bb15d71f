import * as fc from 'fast-check';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { networkOf, RouterAgent, streetPlan } from '../../medium/link/router-agent.js';
import { anyCapacity, anySessions } from '../../unit/link/line-samples.js';

const NOTHING = { version: 1, kind: 'first-come' } as const;

/** Random plans, every fifth of them none, applied and at last removed. `left`: what is then on the router and was not before. */
export async function plansLeaveNothing(count: number) {
  const plan = fc.tuple(anyCapacity, anySessions, fc.nat(4)).map(([kbps, sessions, one]) => {
    return one === 0 ? NOTHING : streetPlan(kbps, sessions);
  });
  const street = await UplinkStreet.open(2000);
  try {
    const before = await networkOf(street);
    const router = await RouterAgent.start(street);
    const took: number[] = [];
    for (const next of fc.sample(plan, { numRuns: count, seed: 11 })) {
      const started = performance.now();
      await router.agent.apply(next);
      took.push(performance.now() - started);
    }
    await router.agent.stop();
    await router.removeFolder();
    const after = await networkOf(street);
    const each = took.reduce((sum, one) => sum + one, 0) / took.length;
    return { count, each, longest: Math.max(...took), left: after === before ? '' : after };
  } finally {
    await street.close();
  }
}
