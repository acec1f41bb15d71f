import type { BoothTimes } from './booth-times.js';
import { nearestSlots, type PlacedSlot } from './nearest-slots.js';
import type { Slot } from './slot.js';

export interface QueuedWish {
  readonly id: string;
  readonly detainee: string;
  readonly attorney: string;
  /** Within this time; the nearer to its beginning the better. */
  readonly within: Slot;
  readonly minutes: number;
  /** When the two cannot. */
  readonly busy: readonly Slot[];
}

export interface QueuePlan {
  readonly booths: readonly BoothTimes[];
  readonly changeOverMinutes: number;
  /** No slot begins before. */
  readonly notBefore: Date;
}

const MINUTE_MS = 60_000;

/**
 * Gives each wish, in the order of the list, the nearest slot that is free after those before it have theirs. A wish for
 * which there is none stands in nobody's way. What the plan says to the first is what can be offered now; to the others,
 * when to expect a slot.
 */
export function planQueue(wishes: readonly QueuedWish[], plan: QueuePlan): Map<string, PlacedSlot> {
  const found = new Map<string, PlacedSlot>();
  const booths = plan.booths.map((times) => ({ ...times, held: [...times.held] }));
  const taken = new Map<string, Slot[]>();
  for (const wish of wishes) {
    const start = new Date(Math.max(wish.within.from.getTime(), plan.notBefore.getTime()));
    const people = [`detainee ${wish.detainee}`, `attorney ${wish.attorney}`];
    const own = people.flatMap((person) => taken.get(person) ?? []);
    const [slot] = nearestSlots(
      booths,
      {
        from: start,
        to: new Date(start.getTime() + wish.minutes * MINUTE_MS),
        busy: [...wish.busy, ...own],
        changeOverMinutes: plan.changeOverMinutes,
        notBefore: start,
      },
      1,
    );
    if (slot === undefined || slot.to > wish.within.to) continue;
    found.set(wish.id, slot);
    for (const person of people) taken.set(person, [...(taken.get(person) ?? []), slot]);
    booths.find(({ booth }) => booth === slot.booth)?.held.push(held(slot, plan));
  }
  return found;
}

const held = ({ from, to }: Slot, { changeOverMinutes }: QueuePlan): Slot => ({
  from,
  to: new Date(to.getTime() + changeOverMinutes * MINUTE_MS),
});
