import { useLaterHelp } from './later-help.js';

/** Nothing until its scripts are there: the end of a session waits for nobody. */
export function LaterWasItPrivate({ booking }: { booking: string }) {
  const later = useLaterHelp();
  return later ? <later.WasItPrivate booking={booking} /> : null;
}
