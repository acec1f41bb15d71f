import type { Scenario } from './scenario.js';

const RANDOM_10 = { percent: 10, run: 1, bar: 0.005 };
const RANDOM_20 = { percent: 20, run: 1, bar: 0.01 };
const BURSTS = { percent: 10, run: 5, bar: 0.02 };

/** `up`: the leg from the plane to a listener; `down`: the leg from a speaker to the plane. The loss is of that way alone. */
const lossy = (way: 'up' | 'down', { percent, run, bar }: typeof BURSTS): Scenario => ({
  name: `lossy-${percent}${run > 1 ? '-bursts' : ''}-${way}`,
  what: `${percent} % lost ${run > 1 ? `in bursts of ${run}` : 'at random'}, ${way === 'up' ? 'on the way out to a listener' : 'on the way in from a speaker'}`,
  line: 2000,
  roundTrip: 20,
  loss: { way, percent, run },
  bars: { audible: bar },
});

export const lossyWiFi: readonly Scenario[] = [RANDOM_10, RANDOM_20, BURSTS].flatMap((loss) => [
  lossy('up', loss),
  lossy('down', loss),
]);
