import type { RequestWish } from '#protocol';
import { ApiFailure } from '../api/call-api.js';
import { dayAfter, dayOf, instantOf } from '../text/moments.js';

export const WISH_FIELDS = [
  'detainee',
  'attorney',
  'minutes',
  'from',
  'to',
  'interpreter',
  'coCounsel',
  'hearing',
] as const;
export type WishField = (typeof WISH_FIELDS)[number];

/** As typed. `from`, `to` and `hearing` are days of the facility's zone. */
export type TypedWish = Record<WishField, string> & { firstFit: boolean };

export const emptyWish = (now: number, zone: string): TypedWish => {
  const today = dayOf(now, zone);
  const nothing = { detainee: '', attorney: '', interpreter: '', coCounsel: '', hearing: '' };
  return { ...nothing, minutes: '60', from: today, to: dayAfter(today, 7), firstFit: false };
};

/** Whole days of the facility's zone. Throws ApiFailure `times-wrong` or `bad-input` with the field. */
export function wishOf(typed: TypedWish, now: number, zone: string): RequestWish {
  const begins = instantOf(typed.from, '00:00', zone);
  const to = instantOf(dayAfter(typed.to, 1), '00:00', zone);
  const from = begins && new Date(Math.max(Date.parse(begins), now)).toISOString();
  if (!from || !to || from >= to) throw new ApiFailure('times-wrong');
  const minutes = Number(typed.minutes);
  if (!Number.isInteger(minutes) || minutes < 5) throw new ApiFailure('bad-input', 'minutes');
  const { detainee, coCounsel, firstFit } = typed;
  const interpreter = typed.interpreter.trim().toLowerCase();
  // Courts begin at nine; the order of the queue counts days.
  const hearing = typed.hearing && instantOf(typed.hearing, '09:00', zone);
  return {
    detainee,
    from,
    to,
    minutes,
    firstFit,
    ...(interpreter && { interpreter }),
    ...(coCounsel && { coCounsel }),
    ...(hearing && { hearing }),
  };
}
