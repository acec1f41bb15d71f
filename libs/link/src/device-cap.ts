import type { Direction } from './direction.js';
import type { OpusRate, VideoLayer } from './rates.js';
import type { CapReason, SessionCap } from './session-cap.js';

/** Milliseconds of sound in one packet. Of longer packets there are fewer, each with its header; a lost one is a longer gap. */
const PACKET_TIME: Readonly<Record<OpusRate, number>> = { 32: 20, 24: 40 };

/** Which directions of the line a device's pictures cross. */
export interface CrossedLine {
  /** What it sends, in the size in which it sends it. */
  readonly sent: readonly Direction[];
  /** What it takes. */
  readonly taken: Direction;
}

/**
 * Of a device in a session. What somebody inside sends crosses the line upwards; from outside it comes down, and where it goes
 * out again to others in the same size (no layers), up as well.
 */
export const crossedBy = (inside: boolean, outAgain: boolean): CrossedLine => ({
  sent: inside ? ['up'] : outAgain ? ['down', 'up'] : ['down'],
  taken: inside ? 'down' : 'up',
});

/** What one device of a session may send, and what it should take. */
export interface DeviceCap {
  /** The highest layer, and kbit/s of all of the picture together; `onlySpeaker`: nothing unless it is the speaker's. */
  readonly send: { readonly video: VideoLayer; readonly kbps: number; readonly onlySpeaker: boolean };
  readonly take: { readonly video: VideoLayer; readonly onlySpeaker: boolean };
  readonly opus: { readonly kbps: OpusRate; readonly ptime: number };
  readonly reason?: CapReason;
}

export function deviceCap({ opus, ways }: SessionCap, { sent, taken }: CrossedLine): DeviceCap {
  const narrowest = sent
    .map((way) => ways[way])
    .reduce((least, way) => (way.videoRate < least.videoRate ? way : least));
  const { video, videoRate: kbps, onlySpeaker } = narrowest;
  const take = ways[taken];
  const reason = narrowest.reason ?? take.reason;
  return {
    send: { video, kbps, onlySpeaker },
    take: { video: take.video, onlySpeaker: take.onlySpeaker },
    opus: { kbps: opus, ptime: PACKET_TIME[opus] },
    ...(reason !== undefined && { reason }),
  };
}
