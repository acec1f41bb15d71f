import type { KioskProblem } from '#protocol';

/** What a person touched, undefined for the bell alone; when, by the facility's clock; and its complaint, if it is one. */
export interface Touched {
  problem: KioskProblem | undefined;
  at: number;
  complaint?: string | undefined;
}
