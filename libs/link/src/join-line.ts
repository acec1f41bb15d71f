import { type BothWays, DIRECTIONS } from './direction.js';
import { explain, whatGaveWay } from './explain.js';
import { hasGivenWay } from './giving-way.js';
import type { LinkPolicy } from './link-policy.js';
import type { LinkSession } from './link-session.js';
import type { Reason } from './reason.js';
import { settle, soundFits } from './settle.js';

export interface JoinWish {
  /** kbit/s. */
  readonly capacity: BothWays<number>;
  readonly policy: LinkPolicy;
  /** Those who talk, and those who are booked for now. */
  readonly sessions: readonly LinkSession[];
  /** The session as it will be; a session of the same id is replaced by it. */
  readonly joining: LinkSession;
}

/**
 * `admit`: nobody notices. `degrade`: admitted, and pictures give way. `sound-only`: admitted without a picture.
 * `wait`: not even the sound fits. There is no answer that ends what runs.
 */
export type JoinAnswer =
  | { readonly answer: 'admit' }
  | { readonly answer: 'degrade' | 'sound-only'; readonly reasons: readonly Reason[] }
  | { readonly answer: 'wait'; readonly reasons: readonly Reason[] };

/** May this session begin, or grow, on the line now? Without a booking it must leave the sound of booked ones free. */
export function joinLine({ capacity, policy, sessions, joining }: JoinWish): JoinAnswer {
  const booked = sessions.some(({ id }) => id === joining.id);
  const others = sessions.filter(({ id }) => id !== joining.id);
  const running = others.filter(({ state }) => state === 'running');
  const kept = booked ? running : others;
  if (!soundFits([...kept, joining], capacity, policy, 24)) {
    return { answer: 'wait', reasons: explain([...kept, joining], settle([...kept, joining], capacity, policy)) };
  }
  const before = settle(running, capacity, policy);
  const together = [...running, joining];
  const after = settle(together, capacity, policy);
  const reasons = explain(together, after);
  const pictures = !joining.soundOnly && DIRECTIONS.some((way) => joining.streams[way].video > 0);
  const noPicture = DIRECTIONS.some((way) => {
    const { level, video } = after.ways[way];
    if (joining.streams[way].video === 0) return false;
    return joining.kind === 'booth' ? hasGivenWay('booth-video-off', level) : video === 0;
  });
  if (pictures && noPicture) return { answer: 'sound-only', reasons };
  const less = DIRECTIONS.some(
    (way) =>
      (before.ways[way].fits && !after.ways[way].fits) ||
      whatGaveWay(together, way, after.ways[way].level).length >
        whatGaveWay(running, way, before.ways[way].level).length,
  );
  return less || after.opus === 24 ? { answer: 'degrade', reasons } : { answer: 'admit' };
}
