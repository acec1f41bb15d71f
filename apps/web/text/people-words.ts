import type { ReviewCause, Whereabouts } from '#protocol';
import { m } from '../generated/texts/messages.js';

export const WHEREABOUTS: readonly Whereabouts[] = ['here', 'hospital', 'transferred', 'released'];

const WHERE: Record<Whereabouts, () => string> = {
  here: m.where_here,
  hospital: m.where_hospital,
  transferred: m.where_transferred,
  released: m.where_released,
};
export const whereaboutsWords = (where: Whereabouts): string => WHERE[where]();

const CAUSE: Record<ReviewCause, () => string> = {
  hospital: m.where_hospital,
  transferred: m.where_transferred,
  released: m.where_released,
  'keep-apart': m.cause_keep_apart,
  'booth-hours': m.cause_booth_hours,
};
export const reviewCauseWords = (cause: ReviewCause): string => CAUSE[cause]();
