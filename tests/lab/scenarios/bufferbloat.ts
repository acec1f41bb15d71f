import type { Scenario } from './scenario.js';

export const bufferbloat: Scenario = {
  name: 'bufferbloat',
  what: '2 Mbit/s, and 6 Mbit/s of UDP out of the building fill what waits before it',
  line: 2000,
  flood: { kbps: 6000, as: 'bulk' },
  bars: { severe: 0, buffer: 60 },
};
