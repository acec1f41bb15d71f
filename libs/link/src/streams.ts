import { type BothWays } from './direction.js';
import { LinkError } from './link-error.js';

/** How many streams of one session cross the line in one direction. */
export interface Streams {
  readonly audio: number;
  /** Most audio streams that one connection carries. */
  readonly audioOfOne: number;
  /** Video to and from those who take part. */
  readonly video: number;
  /** Video when only the speaker is shown. */
  readonly speakerVideo: number;
  /** Video to those who only watch. */
  readonly viewerVideo: number;
}

/** Where people are: `inside` the building (their streams to the plane do not cross the line), or beyond the line. */
export interface Composition {
  readonly inside: number;
  readonly outside: number;
  /** Beyond the line; they send nothing. */
  readonly viewers?: number;
}

/**
 * Streams of a session whose plane is in the facility: everybody outside receives each other one who takes part, in one
 * connection, and sends one stream of each kind. What goes between two people inside does not count.
 * @throws LinkError `streams-wrong` for a number of people that is not whole or is negative.
 */
export function streamsOf({ inside, outside, viewers = 0 }: Composition): BothWays<Streams> {
  for (const [field, value] of Object.entries({ inside, outside, viewers })) {
    if (!Number.isInteger(value) || value < 0) throw new LinkError('streams-wrong', field);
  }
  const all = inside + outside;
  const toOutside = outside * Math.max(0, all - 1);
  return {
    up: {
      audio: toOutside + viewers * all,
      audioOfOne: viewers > 0 ? all : Math.max(0, outside > 0 ? all - 1 : 0),
      video: toOutside,
      speakerVideo: all > 1 ? outside : 0,
      viewerVideo: viewers * all,
    },
    down: {
      audio: outside,
      audioOfOne: Math.min(outside, 1),
      video: outside,
      speakerVideo: Math.min(outside, 1),
      viewerVideo: 0,
    },
  };
}
