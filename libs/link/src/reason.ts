import type { CapacitySource } from './capacity.js';
import type { Direction } from './direction.js';
import type { GivingWay } from './giving-way.js';

/**
 * Why a plan is as it is: codes with figures (kbit/s), in the order in which they are told. Screens have the words in
 * three languages.
 */
export type Reason =
  | {
      readonly code: 'capacity';
      readonly direction: Direction;
      readonly from: CapacitySource['from'];
      readonly capacity: number;
      readonly usable: number;
    }
  | { readonly code: 'sound'; readonly direction: Direction; readonly hearings: number; readonly booths: number }
  | { readonly code: GivingWay; readonly direction: Direction; readonly before: number; readonly after: number }
  | {
      readonly code: 'video-has-the-rest';
      readonly direction: Direction;
      readonly needed: number;
      readonly given: number;
    }
  | { readonly code: 'sound-at-lower-rate'; readonly opus: 24 }
  | { readonly code: 'sound-does-not-fit'; readonly direction: Direction; readonly missing: number }
  | {
      readonly code: 'sound-sent-twice';
      readonly direction: Direction;
      readonly hearings: number;
      readonly booths: number;
    }
  | { readonly code: 'no-room-for-copies'; readonly direction: Direction; readonly missing: number }
  | { readonly code: 'copies-by-the-sender'; readonly direction: Direction }
  | {
      readonly code: 'left-for-others';
      readonly direction: Direction;
      readonly guaranteed: number;
      readonly atMost: number;
    }
  | { readonly code: 'not-marked' };
