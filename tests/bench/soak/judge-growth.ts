/** One thing that was counted again and again. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  /** Only told, for this reason: another series says what is kept. */
  readonly told?: string;
  /** `at`: milliseconds since the load began. */
  readonly values: readonly { readonly at: number; readonly value: number }[];
}

/** From and to, milliseconds since the load began. */
export type Span = readonly [number, number];

export interface Growth {
  readonly name: string;
  readonly unit: string;
  /** What was kept in the two windows. */
  readonly first: number;
  readonly last: number;
  /** 0.05 is five per cent. */
  readonly growth: number;
  readonly ok: boolean;
  readonly told?: string;
}

export const BAR = 0.05;

/**
 * Steady load: what is kept at the end against what was kept once it had settled. Kept is the tenth percentile of a window:
 * between two collections a heap holds what nobody needs any more, and a database what its last query touched, and both
 * swing by a tenth and more; what stays is where they swing back to. A window without values is not ok: nothing was shown.
 */
export function judgeGrowth({ name, unit, values, told }: Series, first: Span, last: Span): Growth {
  const within = ([from, to]: Span) =>
    kept(values.filter(({ at }) => at >= from && at <= to).map(({ value }) => value));
  const [before, after] = [within(first), within(last)];
  const growth = before === 0 && after === 0 ? 0 : (after - before) / before;
  return {
    name,
    unit,
    first: before,
    last: after,
    growth,
    ok: told !== undefined || growth <= BAR,
    ...(told !== undefined && { told }),
  };
}

/**
 * The first window begins after a quarter of the load, when heaps have the size that this load needs; the last ends with the
 * load.
 */
export function windowsOf(minutes: number): { readonly first: Span; readonly last: Span } {
  const whole = minutes * 60_000;
  const width = Math.min(600_000, whole / 4);
  return { first: [whole / 4, whole / 4 + width], last: [whole - width, whole] };
}

function kept(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN;
}
