import type { Scenario } from '../../lab/scenarios/scenario.js';
import type { Measured } from './measure.js';

/** Seconds of a hearing that the bars are about. */
const OF = 60;

const worst = (...values: readonly number[]): number => Math.max(...values);

/** What one bar asks for and what came of it. */
export interface Verdict {
  readonly bar: string;
  readonly value: number;
  readonly met: boolean;
}

/** The scenario's bars for the arm `ours`. Seconds of a shorter run are reckoned up to 60. */
export function judge(
  { bars = {}, loss }: Scenario,
  { up, down, line, booths, bulk, left, changes }: Measured,
): Verdict[] {
  const verdicts: Verdict[] = [];
  const most = (bar: string, limit: number | undefined, value: number) => {
    if (limit !== undefined) verdicts.push({ bar: `${bar} at most ${limit}`, value, met: value <= limit });
  };
  const of60 = (severe: number, seconds: number) => (severe * OF) / seconds;
  most('severe seconds of 60', bars.severe, worst(...[up, down].map((way) => of60(way.severe, way.seconds))));
  most('buffer ms', bars.buffer, worst(up.buffer, down.buffer));
  if (bars.bulk !== undefined) {
    const value = bulk / left;
    verdicts.push({ bar: `bulk of what is left at least ${bars.bulk}`, value, met: value >= bars.bulk });
  }
  const severeBooth = booths && worst(booths.up.severe, booths.down.severe);
  most('severe seconds of 60 of a booth', bars.boothSevere, of60(severeBooth ?? Number.NaN, up.seconds));
  most('change ms', bars.change, worst(0, ...changes));
  if (bars.change !== undefined)
    most('lost packets of sound', 0, line.up.sent - line.up.came + line.down.sent - line.down.came);
  if (loss !== undefined) most('audible concealment', bars.audible, (loss.way === 'up' ? up : down).audible);
  return verdicts;
}
