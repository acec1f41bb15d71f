import type { Scenario } from './scenario.js';

const DOWNLOADS = { to: 'court', connections: 4 } as const;

export const flapping: Scenario = {
  name: 'flapping',
  what: '2 Mbit/s that is away for 300 ms every five seconds, and four TCP connections download from the building',
  line: 2000,
  downloads: DOWNLOADS,
  flaps: { away: 300, each: 5 },
};

export const bleached: Scenario = {
  name: 'bleached',
  what: '2 Mbit/s on which all marks get lost, and four TCP connections download from the building',
  line: 2000,
  downloads: DOWNLOADS,
  bleached: true,
  bars: { severe: 0, buffer: 60 },
};

export const rogueEf: Scenario = {
  name: 'rogue-ef',
  what: '2 Mbit/s, and 6 Mbit/s of UDP out of the building that says it is sound (EF)',
  line: 2000,
  flood: { kbps: 6000, as: 'rogue-ef' },
  bars: { severe: 0, buffer: 60 },
};

export const changingPlan: Scenario = {
  name: 'changing-plan',
  what: '2 Mbit/s, four TCP connections download from the building, and the plan changes eight times',
  line: 2000,
  downloads: DOWNLOADS,
  changes: 8,
  bars: { severe: 0, change: 1000 },
};
