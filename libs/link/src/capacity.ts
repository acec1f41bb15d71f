import { LinkError } from './link-error.js';

/** Where the capacity of one direction comes from. All figures in kbit/s. */
export type CapacitySource =
  | { readonly from: 'configured' | 'measured'; readonly kbps: number }
  | { readonly from: 'recent'; readonly measurements: readonly number[] };

/** Below this no conversation is planned, in kbit/s. */
export const SMALLEST_LINE = 100;

/** The largest that a plan knows, in kbit/s. */
export const LARGEST_LINE = 10_000_000;

/**
 * Whole kbit/s of one direction, LARGEST_LINE at the most. Of recent measurements the 10th percentile (nearest rank: the value at place
 * ceil(n / 10) of the sorted), so that nine times in ten the line carries at least this much.
 * @throws LinkError `capacity-unknown` without a usable measurement, `capacity-too-small` below SMALLEST_LINE.
 */
export function capacityOf(source: CapacitySource): number {
  const values = source.from === 'recent' ? source.measurements : [source.kbps];
  const sorted = values.filter((value) => Number.isFinite(value) && value > 0).toSorted((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length / 10) - 1];
  if (value === undefined) throw new LinkError('capacity-unknown');
  if (value < SMALLEST_LINE) throw new LinkError('capacity-too-small');
  return Math.min(Math.floor(value), LARGEST_LINE);
}
