import type { Look } from './page/main.js';

/** What one device heard of the other. */
export interface HeardSeconds {
  /** Seconds with more than 50 ms concealed, and with anything concealed (RFC 7294 §3.1). */
  readonly severe: number;
  readonly concealed: number;
  readonly seconds: number;
  /** Part of all samples that was concealed and not silent. */
  readonly audible: number;
  /** Milliseconds in the jitter buffer, mean. */
  readonly buffer: number;
  /** kbit/s of the other's picture, and pictures a second. */
  readonly picture: number;
  readonly pictures: number;
}

const RATE = 48_000;
const SEVERE = 0.05 * RATE;

/**
 * From a look a second. Every concealed sample counts for the seconds, also where the browser had given up and was silent.
 * A second in which nothing was played at all is concealed as a whole.
 */
export function heardSeconds(looks: readonly Look[]): HeardSeconds {
  const [first, last] = [looks[0] as Look, looks.at(-1) as Look];
  const grown = (name: keyof Look) => last[name] - first[name];
  const each = looks.slice(1).map((look, at) => {
    const before = looks[at] as Look;
    return look.samples === before.samples ? RATE : look.concealed - before.concealed;
  });
  const seconds = each.length;
  return {
    severe: each.filter((one) => one > SEVERE).length,
    concealed: each.filter((one) => one > 0).length,
    seconds,
    audible: (grown('concealed') - grown('silent')) / Math.max(1, grown('samples')),
    buffer: (grown('bufferDelay') / Math.max(1, grown('bufferEmitted'))) * 1000,
    picture: (grown('pictureBytes') * 8) / 1000 / seconds,
    pictures: grown('pictures') / seconds,
  };
}
