import { m } from '../generated/texts/messages.js';
import { PLACES, usePlace } from './use-place.js';

const WORDS: Readonly<Record<(typeof PLACES)[number], () => string>> = {
  day: m.place_day,
  queue: m.place_queue,
  people: m.place_people,
  booths: m.place_booths,
};

/** The ways between the parts of the desk; the one we are in says so. */
export function Places() {
  const place = usePlace();
  return (
    <nav class="places" aria-label={m.places()}>
      {PLACES.map((one) => (
        <a key={one} href={`#${one}`} aria-current={one === place ? 'page' : undefined}>
          {WORDS[one]()}
        </a>
      ))}
    </nav>
  );
}
