import type { BothWays } from './direction.js';
import type { Streams } from './streams.js';

/** One conversation over the line. */
export interface LinkSession {
  readonly id: string;
  readonly kind: 'hearing' | 'booth';
  /** `reserved`: booked, nobody talks yet. Its sound is kept free when somebody without a booking wants to join. */
  readonly state: 'running' | 'reserved';
  readonly soundOnly: boolean;
  readonly streams: BothWays<Streams>;
}
