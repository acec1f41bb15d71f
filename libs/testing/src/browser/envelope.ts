/** Loudness over time: root mean square of each window of `windowMs`. */
export function envelopeOf(samples: ArrayLike<number>, rate: number, windowMs = 20): number[] {
  const size = Math.round((rate * windowMs) / 1000);
  const envelope: number[] = [];
  for (let start = 0; start + size <= samples.length; start += size) {
    let sum = 0;
    for (let index = start; index < start + size; index += 1) sum += (samples[index] as number) ** 2;
    envelope.push(Math.sqrt(sum / size));
  }
  return envelope;
}

/** Mean of `width` neighbours, so that a delay of a fraction of a window does not matter. */
export function smooth(values: readonly number[], width: number): number[] {
  return values.map((_, index) => {
    const part = values.slice(Math.max(0, index - width), index + width + 1);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

/** Pearson's correlation of two lists, over the shorter length; 0 when one does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const size = Math.min(a.length, b.length);
  if (size < 2) return 0;
  const mean = (list: readonly number[]) => list.slice(0, size).reduce((sum, value) => sum + value, 0) / size;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, onlyA, onlyB] = [0, 0, 0];
  for (let index = 0; index < size; index += 1) {
    const [x, y] = [(a[index] as number) - meanA, (b[index] as number) - meanB];
    both += x * y;
    onlyA += x * x;
    onlyB += y * y;
  }
  return onlyA === 0 || onlyB === 0 ? 0 : both / Math.sqrt(onlyA * onlyB);
}

/**
 * How well `heard` fits somewhere in `source`, which repeats without end: the best correlation over every shift.
 * `shift` is in windows.
 */
export function bestMatch(heard: readonly number[], source: readonly number[]): { value: number; shift: number } {
  let best = { value: 0, shift: 0 };
  for (let shift = 0; shift < source.length; shift += 1) {
    const part = heard.map((_, index) => source[(index + shift) % source.length] as number);
    const value = correlation(heard, part);
    if (value > best.value) best = { value, shift };
  }
  return best;
}

/**
 * Median, over pieces of `windows` windows, of how well each fits somewhere in `source` after smoothing: a loaded
 * machine drops samples now and then, which shifts all that follows and would spoil the fit of the whole.
 */
export function understood(heard: readonly number[], source: readonly number[], windows: number): number {
  const fits = Array.from({ length: Math.floor(heard.length / windows) }, (_, piece) =>
    bestMatch(smooth(heard.slice(piece * windows, (piece + 1) * windows), 3), smooth(source, 3)),
  ).map(({ value }) => value);
  return fits.sort((a, b) => a - b)[Math.floor(fits.length / 2)] ?? 0;
}
