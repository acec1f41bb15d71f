import type { JSX } from 'preact';
import { AttemptsScreen } from './AttemptsScreen.js';
import { CalendarScreen } from './CalendarScreen.js';
import { ComplaintsScreen } from './ComplaintsScreen.js';
import type { Place } from './oversight-place.js';
import { ReadsScreen } from './ReadsScreen.js';
import type { ScreenProps } from './screen-props.js';
import { SessionScreen } from './SessionScreen.js';

export type Screens = Readonly<Partial<Record<Place, (props: ScreenProps) => JSX.Element>>>;

/** The screens that need nothing but a log that was read: of a server's, or of a folder's. */
export const LOG_SCREENS: Screens = {
  calendar: CalendarScreen,
  session: SessionScreen,
  complaints: ComplaintsScreen,
  attempts: AttemptsScreen,
  reads: ReadsScreen,
};
