import { DIRECTIONS, type Direction } from './direction.js';
import { GIVING_WAY, type Level, videoNeed } from './giving-way.js';
import type { LinkSession } from './link-session.js';
import type { Reason } from './reason.js';
import type { Settlement } from './settle.js';
import type { Copies } from './shield.js';

/** What gave way in this direction, step by step; a step that took nothing from anybody is not told. */
export function whatGaveWay(sessions: readonly LinkSession[], direction: Direction, level: Level): Reason[] {
  const need = (at: number) => sessions.reduce((sum, one) => sum + videoNeed(one, direction, at as Level), 0);
  return GIVING_WAY.slice(0, level)
    .map((code, step) => ({ code, direction, before: need(step), after: need(step + 1) }))
    .filter(({ before, after }) => after < before);
}

/** The reasons of a settlement, both directions. */
export function explain(sessions: readonly LinkSession[], { opus, ways }: Settlement): Reason[] {
  const lower: Reason[] = opus === 24 ? [{ code: 'sound-at-lower-rate', opus }] : [];
  return [...lower, ...DIRECTIONS.flatMap((direction) => explainWay(sessions, direction, { opus, ways }))];
}

function explainCopies(direction: Direction, { hearing, booth, missing }: Copies): Reason[] {
  return [
    ...(hearing + booth > 0
      ? [{ code: 'sound-sent-twice', direction, hearings: hearing, booths: booth } as const]
      : []),
    ...(missing > 0 ? [{ code: 'no-room-for-copies', direction, missing } as const] : []),
  ];
}

function explainWay(sessions: readonly LinkSession[], direction: Direction, { ways }: Settlement): Reason[] {
  const { needed, copies, level, fits, video, missing, rate, other } = ways[direction];
  const sound = needed['hearing-audio'] + needed['booth-audio'];
  const asked = needed['hearing-video'] + needed['booth-video'];
  const reasons: Reason[] = [
    { code: 'sound', direction, hearings: needed['hearing-audio'], booths: needed['booth-audio'] },
    ...explainCopies(direction, copies),
    ...whatGaveWay(sessions, direction, level),
  ];
  if (!fits) reasons.push({ code: 'video-has-the-rest', direction, needed: asked, given: video });
  if (missing > 0) reasons.push({ code: 'sound-does-not-fit', direction, missing });
  return [
    ...reasons,
    {
      code: 'left-for-others',
      direction,
      guaranteed: other,
      atMost: Math.max(0, rate - sound - copies.hearing - copies.booth - video),
    },
  ];
}
