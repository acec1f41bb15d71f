import { overlaps, type Slot } from '#booking';
import { type BothWays, DIRECTIONS } from './direction.js';
import { explain } from './explain.js';
import { hasGivenWay } from './giving-way.js';
import type { LinkPolicy } from './link-policy.js';
import type { LinkSession } from './link-session.js';
import type { Reason } from './reason.js';
import { settle, soundFits } from './settle.js';

/** A session and when it uses the line. */
export interface Reservation {
  readonly slot: Slot;
  readonly session: LinkSession;
}

export interface ReserveWish {
  /** kbit/s. */
  readonly capacity: BothWays<number>;
  readonly policy: LinkPolicy;
  readonly reserved: readonly Reservation[];
  readonly wanted: Reservation;
  /** Times that are free otherwise, best first. */
  readonly otherSlots: readonly Slot[];
}

/**
 * `fits`: with video, though `reasons` may say whose pictures get smaller. `sound-only`: it can be had now without, or at
 * one of `slots` with video. `another-time`: only at one of `slots`, which may be none.
 */
export type ReserveAnswer =
  | { readonly answer: 'fits'; readonly reasons: readonly Reason[] }
  | {
      readonly answer: 'sound-only' | 'another-time';
      readonly reasons: readonly Reason[];
      readonly slots: readonly Slot[];
    };

const MOST_SLOTS = 3;

/** Sessions at the moments of a slot at which something begins, so that every moment with most on the line is among them. */
function moments(reserved: readonly Reservation[], slot: Slot): LinkSession[][] {
  const during = reserved.filter((one) => overlaps(one.slot, slot));
  const starts = [slot.from, ...during.map((one) => one.slot.from).filter((from) => from > slot.from)];
  return starts.map((at) => during.filter((one) => one.slot.from <= at && at < one.slot.to).map((one) => one.session));
}

/** Can the line carry this booking beside those that are reserved? Sound of all of them always at the full rate. */
export function reserveLine({ capacity, policy, reserved, wanted, otherSlots }: ReserveWish): ReserveAnswer {
  const at = (slot: Slot, session: LinkSession) => moments(reserved, slot).map((others) => [...others, session]);
  const sound = (sessions: readonly LinkSession[]) => soundFits(sessions, capacity, policy, 32);
  const video = (sessions: readonly LinkSession[]) => sound(sessions) && showsAll(sessions);
  /** A booth that is booked with video keeps some; a hearing keeps at least its speaker's and may take all of a booth's. */
  const showsAll = (sessions: readonly LinkSession[]) =>
    DIRECTIONS.every((way) => {
      const { fits, level } = settle(sessions, capacity, policy).ways[way];
      return fits && !(wanted.session.kind === 'booth' && hasGivenWay('booth-video-off', level));
    });
  const wholly = (slot: Slot) => at(slot, wanted.session).every(wanted.session.soundOnly ? sound : video);
  const fullest = at(wanted.slot, wanted.session)
    .map((sessions) => explain(sessions, settle(sessions, capacity, policy)))
    .reduce((most, one) => (one.length > most.length ? one : most));
  if (wholly(wanted.slot)) return { answer: 'fits', reasons: fullest };
  const without = { ...wanted.session, soundOnly: true };
  return {
    answer: at(wanted.slot, without).every(sound) ? 'sound-only' : 'another-time',
    reasons: fullest,
    slots: otherSlots.filter(wholly).slice(0, MOST_SLOTS),
  };
}
