const MINUTE_MS = 60_000;

/** What is said of the end of a slot: ten and two minutes before, and after it. Nothing ends by itself. */
export function endsWithin(leftMs: number): 10 | 2 | 'over' | undefined {
  if (leftMs > 10 * MINUTE_MS) return undefined;
  if (leftMs <= 0) return 'over';
  return leftMs > 2 * MINUTE_MS ? 10 : 2;
}
