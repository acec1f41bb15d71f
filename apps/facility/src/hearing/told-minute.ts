import type { MinuteLine } from '#protocol';
import type { HearingConnection } from './hearing-connection.js';

/** Lines of the minute in one frame. */
const LINES_AT_ONCE = 100;

/** How much of the minute each seat was told. Who was sent out and is let in again is told what they missed. */
export class ToldMinute {
  readonly #read: number[] = [];

  /** `lines`: of the hearing, which grows. */
  constructor(private readonly lines: readonly MinuteLine[]) {}

  /** Another device has the seat: it has read nothing. */
  anew(seat: number): void {
    this.#read[seat] = 0;
  }

  tell(seat: number, socket: HearingConnection): void {
    const lines = this.lines.slice(this.#read[seat]);
    this.#read[seat] = this.lines.length;
    for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
      socket.send({ type: 'minute', lines: lines.slice(from, from + LINES_AT_ONCE) });
  }
}
