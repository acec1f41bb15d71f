/**
 * The probe of a line: a WebSocket at `/probe` (subprotocol `habeas-probe`) for a device test, with a bounded amount of
 * bytes that nobody keeps. The server says `ready` first. Text `ping` is answered with `pong`. Binary frames are counted and dropped; text `up` is
 * answered with `up`. Text `down` is answered with PROBE_BYTES in binary frames of PROBE_CHUNK, then `down`.
 * A connection ends after PROBE_SECONDS or beyond its bounds.
 */
export const PROBE_BYTES = 256 * 1024;
export const PROBE_CHUNK = 16 * 1024;
export const PROBE_PINGS = 10;
export const PROBE_SECONDS = 30;

/** Measured over WebSocket to the facility's own server: not the path that sound and picture take over UDP. */
export interface LineFigures {
  /** Median of the round trips, milliseconds. */
  readonly roundTrip: number;
  /** Kilobits per second, from this device and to it. */
  readonly up: number;
  readonly down: number;
}

/** What a call needs each way: sound and a small picture, kilobits per second; and how late talk may be, milliseconds. */
const LINE_NEEDS = { kilobits: 400, roundTrip: 400 } as const;

/** Which way the line does not carry a call, from this device (`out`) and to it (`in`). No answer or a late one: neither. */
export function lineFaults(line: LineFigures | undefined): ('out' | 'in')[] {
  const late = !line || line.roundTrip > LINE_NEEDS.roundTrip;
  return [
    ...(late || line.up < LINE_NEEDS.kilobits ? (['out'] as const) : []),
    ...(late || line.down < LINE_NEEDS.kilobits ? (['in'] as const) : []),
  ];
}

export const lineFits = (line: LineFigures): boolean => lineFaults(line).length === 0;
