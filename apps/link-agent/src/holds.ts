import { isDeepStrictEqual } from 'node:util';
import {
  classId,
  type ClassPlan,
  copyingRules,
  deviceOf,
  DIRECTIONS,
  type LinePlan,
  type LinkSite,
  rulesOfPlan,
  TRAFFIC_CLASSES,
  WHOLE,
} from '#link';
import type { KernelState } from './kernel-state.js';

/** The classes of a plan as `readKernel` finds them. */
function wantedClasses(plan: ClassPlan, site: LinkSite): Map<string, string> {
  return new Map(
    DIRECTIONS.flatMap((direction): [string, string][] => {
      const { rate, classes } = plan[direction];
      const device = deviceOf(direction, site);
      return [
        [`${device} ${WHOLE}`, `${rate} ${rate}`],
        ...TRAFFIC_CLASSES.map((name): [string, string] => {
          const { guaranteed, ceiling } = classes[name];
          return [`${device} ${classId(name)}`, `${guaranteed} ${ceiling}`];
        }),
      ];
    }),
  );
}

/** Whether something of ours is missing that every plan with classes has. */
export const isWhole = ({ root, incoming, incomingRoot, rules }: KernelState): boolean =>
  root && incoming && incomingRoot && rules !== undefined;

/** Whether what the kernel listed copies what the plan says, by the published rule, and nothing else. */
const copiesHold = (plan: ClassPlan, site: LinkSite, listing: string): boolean =>
  isDeepStrictEqual(copyingRules(listing), rulesOfPlan(plan, site.device));

/** Whether the kernel does what the plan says. `rules`: how it listed them once they were loaded; undefined: any of ours. */
export function holds(plan: LinePlan, site: LinkSite, state: KernelState, rules: string | undefined): boolean {
  if (plan.kind === 'first-come') {
    return !state.root && !state.incoming && state.rules === undefined;
  }
  if (!state.device || !isWhole(state) || (rules !== undefined && rules !== state.rules)) return false;
  if (!copiesHold(plan, site, state.rules ?? '')) return false;
  if (site.kernel.cake) return true;
  const wanted = wantedClasses(plan, site);
  return wanted.size === state.classes.size && [...wanted].every(([id, rates]) => state.classes.get(id) === rates);
}
