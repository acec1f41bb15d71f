import type { PartyBooking } from '#protocol';
import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { hearingPartWords } from '../text/hearing-part-words.js';
import { bookingStateWords } from '../text/booking-state-words.js';
import { Button } from '../ui/Button.js';
import { Empty } from '../ui/Empty.js';
import { whenWords } from './when-words.js';

interface SessionListProps {
  bookings: readonly PartyBooking[];
  zone: string;
  onOpen: (screen: 'join' | 'receipt', booking: PartyBooking) => void;
  /** What stands between what is to come and what was. */
  children: ComponentChildren;
}

const ENDED = new Set<PartyBooking['state']>(['completed', 'cancelled', 'no-show']);

/** Sessions that are not over, the next one first. */
export const comingSessions = (bookings: readonly PartyBooking[]): PartyBooking[] =>
  bookings.filter((booking) => !ENDED.has(booking.state)).toSorted((a, b) => a.from.localeCompare(b.from));

/** Coming sessions first, past ones with their receipt. */
export function SessionList({ bookings, zone, onOpen, children }: SessionListProps) {
  const coming = comingSessions(bookings);
  const past = bookings.filter((booking) => ENDED.has(booking.state)).toSorted((a, b) => b.from.localeCompare(a.from));
  if (bookings.length === 0) {
    return (
      <div class="stack-wide">
        <Empty title={m.no_sessions()}>
          <p>{m.no_sessions_words()}</p>
        </Empty>
        {children}
      </div>
    );
  }
  const line = (booking: PartyBooking, action: ComponentChildren) => (
    <li key={booking.id} class="card">
      <div>
        <p class="lead">{whenWords(booking.from, booking.to, zone)}</p>
        <p>
          {m.booth_named({ booth: booking.booth })} · {bookingStateWords(booking.state)}
          {booking.part !== undefined && ` · ${hearingPartWords(booking.part)}`}
        </p>
      </div>
      {action}
    </li>
  );
  return (
    <div class="stack-wide">
      <section class="stack" aria-labelledby="coming">
        <h2 id="coming">{m.coming_sessions()}</h2>
        {coming.length === 0 && <p>{m.no_coming_sessions()}</p>}
        <ul class="cards">
          {coming.map((booking) =>
            line(booking, <Button onPress={() => onOpen('join', booking)}>{m.open_session()}</Button>),
          )}
        </ul>
      </section>
      {children}
      {past.length > 0 && (
        <section class="stack" aria-labelledby="past">
          <h2 id="past">{m.past_sessions()}</h2>
          <ul class="cards">
            {past.map((booking) =>
              line(booking, <Button onPress={() => onOpen('receipt', booking)}>{m.receipt()}</Button>),
            )}
          </ul>
        </section>
      )}
    </div>
  );
}
