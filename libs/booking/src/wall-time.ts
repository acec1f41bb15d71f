export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** The clock on the wall of `zone` (IANA name) at `at`. Numbers only, so that no Intl language matters. */
export function wallTime(at: Date | string | number, zone: string): WallTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(new Date(at)).map((part) => [part.type, Number(part.value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** `09:30` for what people type: `9:30`, `930`, `9.30`, `09 30`. Anything else is given back as it is. */
export function clockTime(typed: string): string {
  const parts = /^\s*(\d{1,2})[:.\s]?(\d{2})\s*$/.exec(typed);
  return parts ? `${(parts[1] ?? '').padStart(2, '0')}:${parts[2]}` : typed;
}

/** The moment at which the wall of `zone` shows `time` on `day`; undefined if no such moment exists. */
export function instantOf(day: string, time: string, zone: string): string | undefined {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  let guess = wanted;
  for (let round = 0; round < 3; round += 1) {
    const wall = wallTime(guess, zone);
    const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
    if (shown === wanted) return new Date(guess).toISOString();
    guess += wanted - shown;
  }
  return undefined;
}
