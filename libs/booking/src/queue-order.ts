import type { QueueReason } from '#protocol';

/** A request is overdue once it is older than so many working days. */
export const OVERDUE_WORKING_DAYS = 5;

export interface Waiting {
  readonly id: string;
  readonly askedAt: Date;
  /** The next hearing, if it is confirmed. */
  readonly hearingAt: Date | undefined;
  readonly waitedWorkingDays: number;
}

/** Why it stands where it stands. A hearing that is over counts no more. */
export const queueReason = ({ hearingAt, waitedWorkingDays }: Waiting, now: Date): QueueReason => {
  if (waitedWorkingDays > OVERDUE_WORKING_DAYS) return 'overdue';
  return hearingAt !== undefined && hearingAt > now ? 'hearing' : 'waiting';
};

const RANK: Readonly<Record<QueueReason, number>> = { overdue: 0, hearing: 1, waiting: 2 };

/**
 * Who is next: overdue requests by their age, then the nearest confirmed hearing, then the longest wait. No quota, no cap
 * (Kazakhstan Law 353-I Art. 17). Equal requests by id, so that everybody computes the same order.
 */
export const inQueueOrder = <W extends Waiting>(requests: readonly W[], now: Date): W[] => {
  const keyed = requests.map((request) => {
    const reason = queueReason(request, now);
    const hearing = reason === 'hearing' && request.hearingAt !== undefined ? request.hearingAt.getTime() : 0;
    return { request, keys: [RANK[reason], hearing, request.askedAt.getTime()] };
  });
  return keyed
    .toSorted((a, b) => {
      const differing = a.keys.findIndex((key, index) => key !== b.keys[index]);
      if (differing === -1) return a.request.id < b.request.id ? -1 : 1;
      return (a.keys[differing] ?? 0) - (b.keys[differing] ?? 0);
    })
    .map(({ request }) => request);
};
