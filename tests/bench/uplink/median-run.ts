import type { Measured } from './measure.js';

/** The run in the middle by how badly the hearing was heard: severe seconds of both ways, then concealed samples. */
export function medianRun(runs: readonly Measured[]): Measured {
  const badness = ({ up, down }: Measured) => up.severe + down.severe + Math.max(up.audible, down.audible);
  return runs.toSorted((one, other) => badness(one) - badness(other))[Math.floor((runs.length - 1) / 2)] as Measured;
}
