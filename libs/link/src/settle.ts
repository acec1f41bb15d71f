import type { BothWays, Direction } from './direction.js';
import { bothWays, DIRECTIONS } from './direction.js';
import { type Level, LEVELS, videoNeed } from './giving-way.js';
import type { LinkPolicy } from './link-policy.js';
import type { LinkSession } from './link-session.js';
import { type OpusRate, soundOnWire } from './rates.js';
import { copiesOf, type Copies } from './shield.js';
import { TRAFFIC_CLASSES } from './traffic-class.js';

/** A class is never without any rate, in kbit/s: the kernel knows no zero. */
export const FLOOR = 1;

/** How one direction is shared out; all in kbit/s. */
export interface Settled {
  readonly rate: number;
  readonly level: Level;
  /** False: not even the last level fits, so video has what is left. */
  readonly fits: boolean;
  readonly needed: Readonly<Record<'hearing-audio' | 'booth-audio' | 'hearing-video' | 'booth-video', number>>;
  readonly copies: Copies;
  readonly video: number;
  readonly other: number;
  /** What sound has too little of; 0 but on a line that was never admitted to. */
  readonly missing: number;
}

export interface Settlement {
  readonly opus: OpusRate;
  readonly ways: BothWays<Settled>;
}

const ofKind = (sessions: readonly LinkSession[], kind: LinkSession['kind']) =>
  sessions.filter((session) => session.kind === kind);

/** kbit/s of sound on the wire. */
export const audioNeed = (sessions: readonly LinkSession[], direction: Direction, opus: OpusRate): number =>
  sessions.reduce((sum, { kind, streams }) => sum + streams[direction].audio * soundOnWire(kind, opus), 0);

const videoOf = (sessions: readonly LinkSession[], direction: Direction, level: Level): number =>
  sessions.reduce((sum, session) => sum + videoNeed(session, direction, level), 0);

export const usableRate = (capacity: BothWays<number>, { usableShare }: LinkPolicy, direction: Direction): number =>
  Math.floor(capacity[direction] * usableShare[direction]);

/** What is left for classes once each has its FLOOR. */
export const shareable = (capacity: BothWays<number>, policy: LinkPolicy, direction: Direction): number =>
  usableRate(capacity, policy, direction) - TRAFFIC_CLASSES.length * FLOOR;

/** Whether the sound of these sessions, and signalling beside it, has room in both directions. */
export const soundFits = (
  sessions: readonly LinkSession[],
  capacity: BothWays<number>,
  policy: LinkPolicy,
  opus: OpusRate,
): boolean =>
  DIRECTIONS.every((way) => audioNeed(sessions, way, opus) + policy.signalling <= shareable(capacity, policy, way));

export const NOT_LOSSY: BothWays<boolean> = { up: false, down: false };

/**
 * Shares the line out: sound, signalling, copies of sound where the line is lossy and they fit beside the share of the
 * rest, then as much video as fits beside it. The lower Opus rate
 * is the last resort, one for both directions; there is no video then.
 */
export function settle(
  sessions: readonly LinkSession[],
  capacity: BothWays<number>,
  policy: LinkPolicy,
  lossy = NOT_LOSSY,
): Settlement {
  const opus = soundFits(sessions, capacity, policy, 32) ? 32 : 24;
  const way = (direction: Direction): Settled => {
    const rate = usableRate(capacity, policy, direction);
    const audio = audioNeed(sessions, direction, opus);
    const left = shareable(capacity, policy, direction) - audio;
    const forOther = Math.floor(rate * policy.otherShare);
    const hearing = audioNeed(ofKind(sessions, 'hearing'), direction, opus);
    const booth = audioNeed(ofKind(sessions, 'booth'), direction, opus);
    const room = opus === 24 ? 0 : Math.max(0, left - policy.signalling - forOther);
    const copies = copiesOf(direction, policy, { lossy: lossy[direction], hearing, booth, room });
    const forCopies = copies.hearing + copies.booth;
    const forVideo = room - forCopies;
    const level = LEVELS.find((one) => videoOf(sessions, direction, one) <= forVideo) ?? 6;
    const asked = videoOf(sessions, direction, level);
    const video = Math.min(asked, forVideo);
    return {
      rate,
      level,
      fits: asked <= forVideo,
      needed: {
        'hearing-audio': hearing,
        'booth-audio': booth,
        'hearing-video': videoOf(ofKind(sessions, 'hearing'), direction, level),
        'booth-video': videoOf(ofKind(sessions, 'booth'), direction, level),
      },
      copies,
      video,
      other: Math.max(0, Math.min(forOther, left - policy.signalling - forCopies - video)),
      missing: Math.max(0, -left),
    };
  };
  return { opus, ways: bothWays(way) };
}
