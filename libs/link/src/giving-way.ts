import { GivingWay } from '#protocol';
import type { Direction } from './direction.js';
import type { LinkSession } from './link-session.js';
import { VIDEO_RATE, type VideoLayer } from './rates.js';

/** What gives way, in this order, and never in another one. Sound is not in the list. */
export const GIVING_WAY = GivingWay.options;
export type { GivingWay };

/** So many steps of GIVING_WAY are taken, from the first on: 0 is everything, 6 is as little as there is. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4, 5, 6];

export const hasGivenWay = (step: GivingWay, level: Level): boolean => GIVING_WAY.indexOf(step) < level;

/** The picture that each participant of a session is sent at a level. */
export function layerAt({ kind, soundOnly }: LinkSession, level: Level): VideoLayer {
  if (soundOnly) return 'off';
  if (kind === 'hearing') {
    if (hasGivenWay('hearing-video-small', level)) return '180p';
    return hasGivenWay('hearing-without-high-layer', level) ? '360p' : 'high';
  }
  if (hasGivenWay('booth-video-off', level)) return 'off';
  return hasGivenWay('booth-video-small', level) ? '180p' : '360p';
}

/** Video of a session in kbit/s. Those who only watch get at most 360p. */
export function videoNeed(session: LinkSession, direction: Direction, level: Level): number {
  if (session.soundOnly) return 0;
  const { video, speakerVideo, viewerVideo } = session.streams[direction];
  const onlySpeaker = session.kind === 'hearing' && hasGivenWay('speaker-only', level);
  const taking = (onlySpeaker ? speakerVideo : video) * VIDEO_RATE[layerAt(session, level)];
  return taking + (hasGivenWay('viewers-without-video', level) ? 0 : viewerVideo * VIDEO_RATE['360p']);
}
