import type { Scenario } from './scenario.js';

export const rushHour: Scenario = {
  name: 'rush-hour',
  what: '3 Mbit/s, six booths and one hearing, and four TCP connections download from the building',
  line: 3000,
  booths: 6,
  downloads: { to: 'court', connections: 4 },
  bars: { severe: 0, buffer: 60, boothSevere: 1 },
};
