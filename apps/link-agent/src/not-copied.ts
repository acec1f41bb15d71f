import type { LinePlan } from '#link';

/**
 * Why sound leaves once although the plan asks for twice: this site copies nothing (a kiosk), the kernel knows no such rule,
 * or the way out is not one next hop on the site's own device.
 */
export type NotCopied = 'off-at-this-site' | 'kernel-cannot' | 'no-route' | 'other-device' | 'no-gateway';

/** A plan as it was asked for, and what of it is put into force. */
export interface Permitted {
  readonly wanted: LinePlan;
  readonly plan: LinePlan;
  readonly notCopied: NotCopied | undefined;
}

export const asksForCopies = (plan: LinePlan): boolean => plan.kind === 'by-class' && plan.duplicate !== undefined;

/** Marks, queues and rates never depend on whether copies are made. */
export function permitted(wanted: LinePlan, notCopied: NotCopied | undefined): Permitted {
  if (notCopied === undefined || wanted.kind === 'first-come') return { wanted, plan: wanted, notCopied: undefined };
  const { duplicate, ...plan } = wanted;
  return { wanted, plan, notCopied: duplicate === undefined ? undefined : notCopied };
}
