import type { BoothsPlan, HoursWish } from '#protocol';
import { ApiFailure } from '../api/call-api.js';
import { clockTime } from '../text/moments.js';
import { dayTimes } from '../text/week-words.js';

/** What a person typed: from which day on, and the times of each weekday from Monday, `09:00–13:00, 14:00–18:00`. */
export interface TypedHours {
  effective: string;
  days: readonly string[];
}

/** The week as it is on that day. */
export function typedHours(hours: BoothsPlan['booths'][number]['hours'], effective: string): TypedHours {
  const inForce = hours.filter((one) => one.effective <= effective && (!one.expires || one.expires > effective));
  return { effective, days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => dayTimes(inForce, weekday)) };
}

const TIMES = /^(\d{2}:\d{2})[–-](\d{2}:\d{2})$/;

/** Opens and closes of each part, in whatever way it was typed: `9-13, 14.00 – 18.00`. */
const partsOf = (text: string): [string, string][] =>
  text
    .split(/[,;]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const typed = part
        .split(/[–—-]/)
        .map((time) => clockTime(/^\s*\d{1,2}\s*$/.test(time) ? `${time.trim()}:00` : time));
      const [, opens, closes] = TIMES.exec(typed.join('–')) ?? [];
      if (opens === undefined || closes === undefined || opens >= closes) throw new ApiFailure('times-wrong');
      return [opens, closes];
    });

/** Throws ApiFailure `day-wrong` (field `effective`), or `times-wrong` with the number of the weekday. */
export function hoursWishOf({ effective, days }: TypedHours): HoursWish {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(effective)) throw new ApiFailure('day-wrong', 'effective');
  const week = days.flatMap((text, index) => {
    try {
      return partsOf(text).map(([opens, closes]) => ({ weekday: index + 1, opens, closes }));
    } catch {
      throw new ApiFailure('times-wrong', String(index + 1));
    }
  });
  return { effective, week };
}
