import type { DetailsHere } from './details-here.js';
import type { Frame } from './OversightPage.js';
import type { CheckedLog } from './use-log.js';

/** What every screen of oversight is given. */
export interface ScreenProps {
  frame: Frame;
  checked: CheckedLog;
  details: DetailsHere;
  /** What of the screen the address names: a day, a session, a kind. */
  part: string | undefined;
}
