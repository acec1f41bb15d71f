import type { Direction } from './direction.js';
import type { OpusRate, VideoLayer } from './rates.js';
import type { CapReason, SessionCap } from './session-cap.js';

/** Milliseconds of sound in one packet. Of longer packets there are fewer, each with its header; a lost one is a longer gap. */
const PACKET_TIME: Readonly<Record<OpusRate, number>> = { 32: 20, 24: 40 };

/** Which directions of the line a device's pictures and sound cross. */
export interface CrossedLine {
  /** Pictures that it sends, in the size in which it sends them. */
  readonly sent: readonly Direction[];
  /** Pictures that it takes. */
  readonly taken: Direction;
  /** Sound that it hears, from wherever it comes. */
  readonly heard: readonly Direction[];
}

/** Who is beyond the line beside a device that is so too: nobody, others to whom its picture goes out in the size in which it comes in, or in layers. */
export type BesideIt = 'nobody' | 'others' | 'others-by-layer';

/**
 * Of a device in a session. What somebody inside sends crosses the line upwards; from outside it comes down, and where it goes
 * out again to others in the same size (no layers), up as well. So does what others outside say before it is heard outside.
 */
export const crossedBy = (inside: boolean, beside: BesideIt): CrossedLine => ({
  sent: inside ? ['up'] : beside === 'others' ? ['down', 'up'] : ['down'],
  taken: inside ? 'down' : 'up',
  heard: inside ? ['down'] : beside === 'nobody' ? ['up'] : ['down', 'up'],
});

/** What one device of a session may send, and what it should take. */
export interface DeviceCap {
  /** The highest layer, and kbit/s of all of the picture together; `onlySpeaker`: nothing unless it is the speaker's. */
  readonly send: { readonly video: VideoLayer; readonly kbps: number; readonly onlySpeaker: boolean };
  /** `jitterBufferTarget`: milliseconds; absent: as the browser would. */
  readonly take: { readonly video: VideoLayer; readonly onlySpeaker: boolean; readonly jitterBufferTarget?: number };
  readonly opus: { readonly kbps: OpusRate; readonly ptime: number };
  readonly reason?: CapReason;
}

export function deviceCap({ opus, ways }: SessionCap, { sent, taken, heard }: CrossedLine): DeviceCap {
  const narrowest = sent
    .map((way) => ways[way])
    .reduce((least, way) => (way.videoRate < least.videoRate ? way : least));
  const { video, videoRate: kbps, onlySpeaker } = narrowest;
  const take = ways[taken];
  const buffers = heard.flatMap((way) => ways[way].jitterBufferTarget ?? []);
  const reason = narrowest.reason ?? take.reason;
  return {
    send: { video, kbps, onlySpeaker },
    take: {
      video: take.video,
      onlySpeaker: take.onlySpeaker,
      ...(buffers.length > 0 && { jitterBufferTarget: Math.max(...buffers) }),
    },
    opus: { kbps: opus, ptime: PACKET_TIME[opus] },
    ...(reason !== undefined && { reason }),
  };
}
