import type { DeskBooking } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { hearingPartWords } from '../text/hearing-part-words.js';
import { bookingStateWords } from '../text/booking-state-words.js';
import { completionWords } from '../text/completion-words.js';
import { clock } from '../text/moments.js';
import { SealBadge } from '../ui/SealBadge.js';
import { OverrunWords } from './OverrunWords.js';

/** Who is booked, and whether they are here. */
const present = ({ present: { kiosk, attorney, coCounsel, interpreter } }: DeskBooking): [string, boolean][] => [
  [m.booth(), kiosk],
  [m.attorney(), attorney],
  ...(coCounsel === undefined ? [] : [[m.co_counsel(), coCounsel] satisfies [string, boolean]]),
  ...(interpreter === undefined ? [] : [[m.interpreter(), interpreter] satisfies [string, boolean]]),
];

/** What the desk may know of one booking. */
export function BookingFacts({ booking, zone }: { booking: DeskBooking; zone: string }) {
  return (
    <dl class="facts">
      <dt>{m.detainee_number()}</dt>
      <dd>{booking.detainee}</dd>
      {booking.wing && (
        <>
          <dt>{m.wing()}</dt>
          <dd>{booking.wing}</dd>
        </>
      )}
      <dt>{m.attorney()}</dt>
      <dd>{booking.attorney.name}</dd>
      {booking.coCounsel && (
        <>
          <dt>{m.co_counsel()}</dt>
          <dd>{booking.coCounsel.name}</dd>
        </>
      )}
      {booking.interpreter && (
        <>
          <dt>{m.interpreter()}</dt>
          <dd>{booking.interpreter.name}</dd>
        </>
      )}
      <dt>{m.time()}</dt>
      <dd>
        {clock(booking.from, zone)}–{clock(booking.to, zone)} <OverrunWords booking={booking} zone={zone} />
      </dd>
      {booking.soundOnly && (
        <>
          <dt>{m.sound_only()}</dt>
          <dd>{m.yes()}</dd>
        </>
      )}
      <dt>{m.state()}</dt>
      <dd>
        {booking.part && `${hearingPartWords(booking.part)} · `}
        {bookingStateWords(booking.state)} {booking.completion && completionWords(booking.completion)}
      </dd>
      <dt>{m.seal()}</dt>
      <dd>
        <SealBadge mark={booking.mark} />
      </dd>
      <dt>{m.present()}</dt>
      <dd>
        {present(booking)
          .map(([who, here]) => `${who}: ${here ? m.yes() : m.no()}`)
          .join(' · ')}
      </dd>
    </dl>
  );
}
