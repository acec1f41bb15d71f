import { m } from '../generated/texts/messages.js';
import type { SelfTests } from './fold/self-tests.js';

/** One day, or a run of days, as dates. */
export const missingWords = ({ from, to }: SelfTests['missing'][number]): string =>
  from === to ? from : m.selftests_days({ from, to });
