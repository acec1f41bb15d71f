import type { Role } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { type PLACES, placesOf, usePlace } from './use-place.js';

const WORDS: Readonly<Record<(typeof PLACES)[number], () => string>> = {
  day: m.place_day,
  queue: m.place_queue,
  people: m.place_people,
  booths: m.place_booths,
  line: m.place_line,
  accounts: m.place_accounts,
  status: m.status_title,
};

/** The ways between the parts of the desk; the one we are in says so. */
export function Places({ role }: { role: Role }) {
  const place = usePlace(role);
  return (
    <nav class="places" aria-label={m.places()}>
      {placesOf(role).map((one) => (
        <a key={one} href={`#${one}`} aria-current={one === place ? 'page' : undefined}>
          {WORDS[one]()}
        </a>
      ))}
    </nav>
  );
}
