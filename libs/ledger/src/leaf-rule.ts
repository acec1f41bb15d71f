import { z } from 'zod';

/** Processes that may hand a leaf to the log; `keeper` is the log itself. */
export type LeafWriter = 'keeper' | 'facility';
/** Kinds of `by`: who vouches for the statement. A `visit` is `visit:<VisitKey>`. */
export type Voucher = 'keeper' | 'facility' | 'warden' | 'visit';

export interface LeafRule {
  readonly writer: LeafWriter;
  readonly by: Voucher;
  /** `time` is rounded down to it, UTC. */
  readonly rounding: 'minute' | 'hour';
  /** Whether the leaf belongs to a session's chain. */
  readonly session: 'always' | 'never' | 'either';
  /** Everything the whole world may read: names no person and no booking; of rooms, the number of a booth that opened. */
  readonly public: z.ZodType;
  readonly commitment: 'always' | 'never' | 'either';
  /** What lies under the commitment, in words. */
  readonly committed: string;
  /** What the entry therefore proves, in words. */
  readonly proves: string;
}

export const nothing = z.strictObject({});

/** Of what a person decided, before or without a session. */
export function booking(proves: string): LeafRule {
  return {
    writer: 'facility',
    by: 'facility',
    rounding: 'hour',
    session: 'never',
    public: nothing.optional(),
    commitment: 'always',
    committed: 'booking, booth, parties, times, reason',
    proves,
  };
}
