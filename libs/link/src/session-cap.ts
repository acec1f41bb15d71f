import type { LineFrame } from '#protocol';
import { type BothWays, bothWays, type Direction } from './direction.js';
import { hasGivenWay, layerAt } from './giving-way.js';
import type { LinkSession } from './link-session.js';
import { type OpusRate, VIDEO_RATE, type VideoLayer } from './rates.js';
import type { Settlement } from './settle.js';
import type { Shield } from './shield.js';

/**
 * Why a session has less than it would: `hearing-first`, a hearing has what pictures of a booth would need; `line-full`, the
 * line carries no more; `booked-sound-only`.
 */
export type CapReason = NonNullable<LineFrame['reason']>;

/** What each stream of one session may send in one direction. */
export interface WayCap {
  readonly video: VideoLayer;
  /** kbit/s of one video stream; 0 without video. */
  readonly videoRate: number;
  readonly onlySpeaker: boolean;
  readonly viewersSee: boolean;
  /** Milliseconds for which who receives sound of this direction holds it back; absent: as the browser would. */
  readonly jitterBufferTarget?: number;
  /** Absent: it has all that it would. */
  readonly reason?: CapReason;
}

export interface SessionCap {
  readonly session: string;
  readonly opus: OpusRate;
  readonly ways: BothWays<WayCap>;
}

/** Below this a picture is not worth its bits, in kbit/s. */
const LEAST_VIDEO = 50;

export function capsOf(
  sessions: readonly LinkSession[],
  { opus, ways }: Settlement,
  shield: BothWays<Shield>,
): SessionCap[] {
  const cap = (session: LinkSession, direction: Direction): WayCap => {
    const { level, fits, needed, video } = ways[direction];
    const layer = layerAt(session, level);
    const asked = needed['hearing-video'] + needed['booth-video'];
    const rate = fits ? VIDEO_RATE[layer] : Math.floor((VIDEO_RATE[layer] * video) / asked);
    const shown = rate >= LEAST_VIDEO;
    const onlySpeaker = session.kind === 'hearing' && hasGivenWay('speaker-only', level);
    const reason = reasonOf(session, needed['hearing-video'] > 0);
    const { jitterBufferTarget } = shield[direction];
    const whole = shown && fits && layer === layerAt(session, 0) && !onlySpeaker;
    return {
      video: shown ? layer : 'off',
      videoRate: shown ? rate : 0,
      onlySpeaker,
      viewersSee: !session.soundOnly && !hasGivenWay('viewers-without-video', level),
      ...(jitterBufferTarget !== undefined && { jitterBufferTarget }),
      ...(!whole && { reason }),
    };
  };
  return sessions.map((session) => ({ session: session.id, opus, ways: bothWays((way) => cap(session, way)) }));
}

function reasonOf({ kind, soundOnly }: LinkSession, besideHearing: boolean): CapReason {
  if (soundOnly) return 'booked-sound-only';
  return kind === 'booth' && besideHearing ? 'hearing-first' : 'line-full';
}
