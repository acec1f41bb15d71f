import type { Scenario } from './scenario.js';

/** As a control: what is concealed and held back here is the machine's doing, and no line's. */
export const clear: Scenario = {
  name: 'clear',
  what: '20 Mbit/s with nothing else on it',
  line: 20_000,
};
