import type { Scenario } from './scenario.js';

const BARS = { severe: 0, buffer: 60, bulk: 0.7 };

export const thinLine: Scenario = {
  name: 'thin-line',
  what: '2 Mbit/s, and the building downloads over four TCP connections',
  line: 2000,
  downloads: { to: 'facility', connections: 4 },
  bars: BARS,
};

export const thinLineOut: Scenario = {
  name: 'thin-line-out',
  what: '2 Mbit/s, and four TCP connections download from the building',
  line: 2000,
  downloads: { to: 'court', connections: 4 },
  bars: BARS,
};
