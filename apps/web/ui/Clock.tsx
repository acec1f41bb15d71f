import { useEffect, useState } from 'preact/hooks';
import { clock } from '../text/moments.js';

/** The facility's clock, to the minute. `now` gives the server's time in milliseconds. */
export function Clock({ now, zone }: { now: () => number; zone: string }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((before) => before + 1), 5000);
    return () => clearInterval(timer);
  }, []);
  return <time class="clock">{clock(now(), zone)}</time>;
}
