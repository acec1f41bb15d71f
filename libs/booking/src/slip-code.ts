import type { BookingState } from '#protocol';
import type { BookingErrorCode } from './booking-error.js';
import type { Slot } from './slot.js';

export const SLIP_CODE_DIGITS = 8;
/** A slip opens its booth from this long before the slot until the slot's end. */
export const SLIP_VALID_BEFORE_MS = 30 * 60_000;
/** Wrong codes at a booth after which the slips of its current bookings are void, until the desk makes a new one. */
export const MAX_SLIP_TRIES = 5;

/** Eight digits from at least 8 random bytes; the bias of the modulo is below 10^-11. */
export const slipCode = (random: Uint8Array): string => {
  if (random.length < 8) throw new RangeError('a slip code needs 8 random bytes');
  const number = new DataView(random.buffer, random.byteOffset, 8).getBigUint64(0);
  return (number % 10n ** BigInt(SLIP_CODE_DIGITS)).toString().padStart(SLIP_CODE_DIGITS, '0');
};

/** What is known of the booking whose slip carries the entered code. */
export interface SlipFacts {
  readonly state: BookingState;
  readonly slot: Slot;
  readonly booth: string;
  readonly used: boolean;
  readonly tries: number;
}

export type SlipVerdict =
  /** The person is admitted: the session may be opened. */
  | { readonly kind: 'open' }
  /** The session runs and the desk made a new slip for the same booth: the kiosk comes back to it. */
  | { readonly kind: 'return' }
  | { readonly kind: 'refuse'; readonly code: BookingErrorCode };

const refuse = (code: BookingErrorCode): SlipVerdict => ({ kind: 'refuse', code });

/** True while a slip for this slot may be entered. A session that runs past its slot keeps its slip. */
export const slipIsTimely = (slot: Slot, now: Date): boolean =>
  now.getTime() >= slot.from.getTime() - SLIP_VALID_BEFORE_MS && now < slot.to;

/**
 * Judges a code entered at the kiosk of `booth`; `facts` is undefined when no slip carries it.
 * Said from the outside in: whose slip, whether still good, whether now, whether admitted.
 */
export const judgeSlip = (facts: SlipFacts | undefined, booth: string, now: Date): SlipVerdict => {
  if (facts === undefined) return refuse('code-wrong');
  if (facts.booth !== booth) return refuse('code-other-booth');
  if (facts.used) return refuse('code-used');
  if (facts.tries >= MAX_SLIP_TRIES) return refuse('too-many-tries');
  if (facts.state === 'in-session') return { kind: 'return' };
  if (facts.state === 'completed') return refuse('code-used');
  if (facts.state === 'cancelled' || facts.state === 'no-show') return refuse('code-expired');
  if (now >= facts.slot.to) return refuse('code-expired');
  if (!slipIsTimely(facts.slot, now)) return refuse('too-early');
  return facts.state === 'admitted' ? { kind: 'open' } : refuse('not-admitted');
};
