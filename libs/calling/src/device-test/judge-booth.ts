import { BoothPart, lineFaults, type LineFigures } from '#protocol';
import type { BrowserFit } from './browser-fit.js';

/** What was found of a booth. */
export interface BoothFacts {
  readonly fit: readonly BrowserFit[];
  /** Undefined: no answer. */
  readonly line: LineFigures | undefined;
  /** Pictures came from the camera. */
  readonly pictures: boolean;
  /** The loudest moment of the microphone: root mean square, 0 to 1. */
  readonly loudest: number;
  /** The person heard what the loudspeaker played. */
  readonly heard: boolean;
  /** Where the person spoke and heard it back: that it was heard. */
  readonly heardMyself?: boolean;
}

/** One step of a 16-bit sample. A microphone that is alive hears at least the room; a dead or muted one gives zeros. */
export const ALIVE = 2 ** -15;

/** The parts that do not work, in their order. */
export function judgeBooth({ fit, line, pictures, loudest, heard, heardMyself = true }: BoothFacts): BoothPart[] {
  const directions = lineFaults(line);
  const works: Readonly<Record<BoothPart, boolean>> = {
    camera: pictures,
    microphone: loudest >= ALIVE && heardMyself,
    speaker: heard,
    'line-out': !directions.includes('out'),
    'line-in': !directions.includes('in'),
    browser: fit.every(({ fits }) => fits),
  };
  return BoothPart.options.filter((part) => !works[part]);
}
