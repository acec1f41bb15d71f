import type { DeskBooking, DeskDay } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { bookingStateWords } from '../text/booking-state-words.js';
import { hearingPartWords } from '../text/hearing-part-words.js';
import { clock } from '../text/moments.js';
import { SealBadge } from '../ui/SealBadge.js';
import { dayGrid, nowRow, rowTime } from './day-grid.js';
import { EndsSoon } from './EndsSoon.js';
import { OverrunWords } from './OverrunWords.js';

interface DayGridProps {
  day: DeskDay;
  zone: string;
  caption: string;
  onOpen: (booking: DeskBooking) => void;
}

const LIVE = new Set<DeskBooking['state']>(['admitted', 'in-session']);

/** A real table: half-hours down, booths across; the row of now says so in words and with a line. */
export function DayGrid({ day, zone, caption, onOpen }: DayGridProps) {
  const grid = dayGrid(day.bookings, day.date, zone);
  const current = nowRow(grid, day.now, day.date, zone);
  return (
    <div class="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table class="day">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.time()}</th>
            {day.booths.map((booth) => (
              <th key={booth.number} scope="col">
                {m.booth_named({ booth: booth.number })}
                {!booth.enrolled && <span class="day-note">{m.no_kiosk()}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: grid.rows }, (_, row) => (
            <tr key={row} class={row === current ? 'day-now' : undefined}>
              <th scope="row">
                {rowTime(grid, row)}
                {row === current && <span class="day-now-word">{m.now_at({ time: clock(day.now, zone) })}</span>}
              </th>
              {day.booths.map((booth) => {
                const cells = grid.cells.get(booth.number) ?? [];
                const cell = cells.find((one) => one.row === row);
                if (!cell) {
                  const covered = cells.some((one) => row > one.row && row < one.row + one.rows);
                  return covered ? null : <td key={booth.number} />;
                }
                return (
                  <td key={booth.number} rowSpan={cell.rows} class="day-taken">
                    <div class="booking-stack">
                      {cell.bookings.map((booking) => (
                        <button
                          key={booking.id}
                          type="button"
                          class={`booking booking-${booking.state}`}
                          style={{ flexGrow: Date.parse(booking.to) - Date.parse(booking.from) }}
                          onClick={() => onOpen(booking)}
                        >
                          <span class="booking-time">
                            {clock(booking.from, zone)}–{clock(booking.to, zone)}
                          </span>
                          <span>{m.number_short({ number: booking.detainee })}</span>
                          {booking.part && <span>{hearingPartWords(booking.part)}</span>}
                          <span>{bookingStateWords(booking.state)}</span>
                          {LIVE.has(booking.state) && <SealBadge mark={booking.mark} />}
                          {booking.runsOn ? (
                            <OverrunWords booking={booking} zone={zone} />
                          ) : (
                            LIVE.has(booking.state) && <EndsSoon booking={booking} now={day.now} />
                          )}
                        </button>
                      ))}
                    </div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
