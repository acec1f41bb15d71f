/** What keeps the machine's clock, as far as this process can see. */
export interface ClockState {
  readonly source: 'chrony' | 'kernel' | 'timesyncd' | 'unknown';
  /** Undefined: nobody here knows. */
  readonly synchronised: boolean | undefined;
  /** How far the clock is ahead of its source, seconds; undefined where the source does not say. */
  readonly offset: number | undefined;
}

/** `chronyc -c tracking`: fields divided by commas; 5th the clock's offset in seconds (ahead is negative there), last the leap status. */
export function readTracking(line: string): ClockState | undefined {
  const fields = line.trim().split(',');
  const offset = Number(fields[4]);
  if (fields.length < 14 || !Number.isFinite(offset)) return undefined;
  const synchronised = fields.at(-1) !== 'Not synchronised';
  return { source: 'chrony', synchronised, offset: synchronised ? 0 - offset : undefined };
}

/** `<returned> <status> <offset>` of adjtimex(2) that changes nothing: 5 (TIME_ERROR) is not synchronised; offset in µs, or ns with STA_NANO. */
export function readKernelClock(line: string): ClockState | undefined {
  const [returned, status, offset] = line.trim().split(' ').map(Number);
  if (returned === undefined || status === undefined || offset === undefined) return undefined;
  if (![returned, status, offset].every(Number.isInteger) || returned < 0) return undefined;
  const synchronised = returned !== 5 && (status & STA_UNSYNC) === 0;
  const unit = (status & STA_NANO) === 0 ? 1e6 : 1e9;
  // The kernel tells what it still has to add: a clock that is ahead has a negative one.
  return { source: 'kernel', synchronised, offset: synchronised ? 0 - offset / unit : undefined };
}

const STA_UNSYNC = 0x40;
const STA_NANO = 0x2000;
