import type { Bell, DeskBooking, DeskDay, Requests } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { partsWords } from '../text/booth-part-words.js';
import { hearingPartWords } from '../text/hearing-part-words.js';
import { clock } from '../text/moments.js';
import { LineBeside } from './LineBeside.js';
import { arrivingNext, type BoothFault, boothFaults, checkFaults } from './day-lists.js';

interface DayBesideProps {
  day: DeskDay;
  bells: readonly Bell[] | undefined;
  /** Undefined while the queue cannot be had. */
  queue: Requests['requests'] | undefined;
  zone: string;
  onOpen: (booking: DeskBooking) => void;
}

const FAULTS: Readonly<Record<BoothFault, () => string>> = {
  'no-kiosk': m.no_kiosk,
  offline: m.fault_offline,
  broken: m.fault_broken,
};

/** What the next hour needs: who comes, who waits longest, which booth cannot be relied on. */
export function DayBeside({ day, bells, queue, zone, onOpen }: DayBesideProps) {
  const arriving = arrivingNext(day);
  const faults = boothFaults(day, bells);
  const found = checkFaults(day);
  const waiting = queue
    ?.filter(({ state }) => state === 'requested')
    .toSorted((a, b) => Date.parse(a.askedAt) - Date.parse(b.askedAt))
    .slice(0, 3);
  return (
    <>
      <section class="beside-part">
        <h2>{m.arriving_next()}</h2>
        {arriving.length === 0 && <p class="small">{m.arriving_none()}</p>}
        {arriving.map((booking) => (
          <button key={booking.id} type="button" class="beside-line" onClick={() => onOpen(booking)}>
            {m.number_short({ number: booking.detainee })} · <strong>{clock(booking.from, zone)}</strong> ·{' '}
            {m.booth_named({ booth: booking.booth })}
            {booking.part && ` · ${hearingPartWords(booking.part)}`}
          </button>
        ))}
      </section>
      {waiting && (
        <section class="beside-part">
          <h2>{m.waiting_longest()}</h2>
          {waiting.length === 0 && <p class="small">{m.waiting_none()}</p>}
          {waiting.map((request) => (
            <p key={request.id}>
              {m.waiting_days({
                number: m.number_short({ number: request.detainee }),
                days: request.waitedWorkingDays,
              })}
            </p>
          ))}
        </section>
      )}
      <section class="beside-part">
        <h2>{m.booth_faults()}</h2>
        {faults.length + found.length === 0 && <p class="small">{m.booth_faults_none()}</p>}
        {faults.map(([booth, fault]) => (
          <p key={booth}>
            <strong>{m.booth_named({ booth })}</strong>: {FAULTS[fault]()}
          </p>
        ))}
        {found.map(({ booth, at, faults: parts }) => (
          <p key={`${booth} check`}>
            <strong>{m.booth_named({ booth })}</strong>:{' '}
            {m.fault_check({ parts: partsWords(parts), time: clock(at, zone) })}
          </p>
        ))}
      </section>
      <LineBeside />
    </>
  );
}
