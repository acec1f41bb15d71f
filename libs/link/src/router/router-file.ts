import type { BothWays } from '../direction.js';
import type { ClassPlan } from '../line-plan.js';
import type { LinkSite } from '../build/link-site.js';

/** One file of a router's configuration. */
export interface RouterFile {
  readonly path: string;
  /** `whole`: the file is this text. `section`: this text goes into a file that has more in it. */
  readonly is: 'whole' | 'section';
  readonly text: string;
}

/** What a router's configuration is made of. */
export interface RouterInput {
  /** What the line carries, in kbit/s; said beside the plan's rates, which leave a margin. */
  readonly capacity: BothWays<number>;
  readonly plan: ClassPlan;
  readonly site: Omit<LinkSite, 'kernel'>;
}

/** The margin in words: the queue must form here, where classes are known, and not in a modem that knows none. */
export const ratesInWords = ({ capacity, plan }: RouterInput): string =>
  `up ${plan.up.rate} of ${capacity.up} kbit/s, down ${plan.down.rate} of ${capacity.down} kbit/s`;
