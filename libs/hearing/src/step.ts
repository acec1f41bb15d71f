import type { HearingHappening } from '#protocol';
import type { Attendee, Hearing } from './hearing.js';

/** A line of the minute and its entry. `seat`: whom it concerns; `by`: who did it. */
export interface Note {
  readonly type: 'note';
  readonly what: HearingHappening;
  readonly seat?: number;
  readonly by?: number;
  /** A reason, or what was affirmed. */
  readonly text?: string;
}

/**
 * What an event made. Everybody is told their view anew, and media grants follow `mayHaveMedia` before and after: neither is
 * an effect, so that none can be forgotten.
 */
export interface Step {
  readonly hearing: Hearing;
  readonly effects: readonly Note[];
}

export const change = (hearing: Hearing, seat: number, what: Partial<Attendee>): Hearing => ({
  ...hearing,
  people: hearing.people.map((one) => (one.seat === seat ? { ...one, ...what } : one)),
});

export const note = (hearing: Hearing, what: HearingHappening, about: Omit<Note, 'type' | 'what'> = {}): Step => ({
  hearing,
  effects: [{ type: 'note', what, ...about }],
});
