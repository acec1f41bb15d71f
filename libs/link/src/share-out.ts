import type { Direction } from './direction.js';
import type { WayPlan } from './line-plan.js';
import type { LinkPolicy } from './link-policy.js';
import type { LinkSession } from './link-session.js';
import { soundOnWire } from './rates.js';
import { FLOOR, type Settlement } from './settle.js';

/** Sound may need this many times its rate for a while: what is sent again, and people who come before the next plan. */
const SOUND_HEADROOM = 2;
/** What signalling may take at most, as a part of the line: a page that loads must not starve pictures. */
const SIGNALLING_SHARE = 0.25;

/** Rates of one direction. Of what each class needs, in their order, what is there is guaranteed. */
export function shareOut(
  sessions: readonly LinkSession[],
  direction: Direction,
  { opus, ways }: Settlement,
  policy: LinkPolicy,
): WayPlan {
  const { rate, needed, copies, video, other } = ways[direction];
  let left = rate - 7 * FLOOR;
  const take = (wanted: number): number => {
    const taken = Math.min(wanted, left);
    left -= taken;
    return taken + FLOOR;
  };
  const times = (copied: number) => (copied > 0 ? 2 : 1);
  const sound = (kind: LinkSession['kind'], need: number, copied: number) => {
    const guaranteed = take(need + copied);
    const most = SOUND_HEADROOM * (need + copied) + 2 * soundOnWire(kind, opus) * times(copied);
    return { guaranteed, ceiling: Math.min(rate, Math.max(guaranteed, most)) };
  };
  const upTo = (guaranteed: number, ceiling = rate) => ({
    guaranteed,
    ceiling: Math.min(rate, Math.max(guaranteed, ceiling)),
  });
  const hearingAudio = sound('hearing', needed['hearing-audio'], copies.hearing);
  const boothAudio = sound('booth', needed['booth-audio'], copies.booth);
  const signalling = upTo(take(policy.signalling), Math.floor(rate * SIGNALLING_SHARE));
  const hearingVideo = upTo(take(Math.min(video, needed['hearing-video'])));
  const boothVideo = upTo(take(Math.max(0, video - needed['hearing-video'])));
  const ofOne = Math.max(
    soundOnWire('hearing', opus),
    ...sessions.map(({ kind, streams }) => streams[direction].audioOfOne * soundOnWire(kind, opus)),
  );
  return {
    rate,
    soundOfOne: SOUND_HEADROOM * ofOne * times(copies.hearing + copies.booth),
    classes: {
      'hearing-audio': hearingAudio,
      'booth-audio': boothAudio,
      signalling,
      'hearing-video': hearingVideo,
      'booth-video': boothVideo,
      other: upTo(take(other)),
      bulk: upTo(FLOOR),
    },
  };
}
