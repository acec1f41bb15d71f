import { bufferbloat } from './bufferbloat.js';
import { clear } from './clear.js';
import { lossyWiFi } from './lossy-wi-fi.js';
import { bleached, changingPlan, flapping, rogueEf } from './odd-lines.js';
import { rushHour } from './rush-hour.js';
import type { Scenario } from './scenario.js';
import { thinLine, thinLineOut } from './thin-line.js';

/** In the order in which they are measured. */
export const SCENARIOS: readonly Scenario[] = [
  clear,
  thinLine,
  thinLineOut,
  bufferbloat,
  rushHour,
  ...lossyWiFi,
  changingPlan,
  rogueEf,
  bleached,
  flapping,
];
