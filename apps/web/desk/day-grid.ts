import type { DeskBooking } from '#protocol';
import { dayOf, wallTime } from '../text/moments.js';

export const SLOT_MINUTES = 30;

/** One cell of a booth's column: the bookings that share its half-hours; `rows` half-hours high. */
export interface GridCell {
  row: number;
  rows: number;
  bookings: DeskBooking[];
}

export interface Grid {
  /** First half-hour of the day shown, counted from midnight. */
  first: number;
  rows: number;
  cells: ReadonlyMap<string, readonly GridCell[]>;
}

const minutesOf = (at: string, day: string, zone: string): number => {
  const on = dayOf(at, zone);
  if (on < day) return 0;
  if (on > day) return 24 * 60;
  const wall = wallTime(at, zone);
  return wall.hour * 60 + wall.minute;
};

/** Booths × half-hours of `day` in `zone`: 08:00 to 18:00, longer if a booking is earlier or later. */
export function dayGrid(bookings: readonly DeskBooking[], day: string, zone: string): Grid {
  const spans = bookings
    .filter((booking) => booking.state !== 'cancelled')
    .map((booking) => ({
      booking,
      start: Math.floor(minutesOf(booking.from, day, zone) / SLOT_MINUTES),
      end: Math.ceil(minutesOf(booking.to, day, zone) / SLOT_MINUTES),
    }))
    .filter((span) => span.end > span.start)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const first = Math.min(16, ...spans.map((span) => span.start));
  const last = Math.max(36, ...spans.map((span) => span.end));
  const cells = new Map<string, GridCell[]>();
  for (const { booking, start, end } of spans) {
    const column = cells.get(booking.booth) ?? [];
    cells.set(booking.booth, column);
    const above = column.at(-1);
    if (above && start - first < above.row + above.rows) {
      above.bookings.push(booking);
      above.rows = Math.max(above.rows, end - first - above.row);
    } else column.push({ row: start - first, rows: end - start, bookings: [booking] });
  }
  return { first, rows: last - first, cells };
}

/** `10:30` for the row's half-hour. */
export function rowTime(grid: Grid, row: number): string {
  const minutes = (grid.first + row) * SLOT_MINUTES;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Row in which `now` lies, if it is this day and within the grid. */
export function nowRow(grid: Grid, now: string, day: string, zone: string): number | undefined {
  if (dayOf(now, zone) !== day) return undefined;
  const row = Math.floor(minutesOf(now, day, zone) / SLOT_MINUTES) - grid.first;
  return row >= 0 && row < grid.rows ? row : undefined;
}
