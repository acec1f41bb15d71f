import { type BothWays, bothWays, type Direction } from './direction.js';

/** A device at one end of a voice. `id`: of a person in a session. */
export interface VoiceEnd {
  readonly id: string;
  readonly inside: boolean;
}

/** What one listener counted of one voice. */
export interface HeardVoice {
  readonly listener: VoiceEnd;
  readonly speaker: VoiceEnd;
  /** That should have come. */
  readonly packets: number;
  /** Of them, those of which no copy came before it was asked for again. */
  readonly missing: number;
}

/** Fewer say nothing: of so many, five that are missing are as much as makes a line lossy (`LOSS_ON`). */
export const FEWEST_PACKETS = 100;

/**
 * The fraction of sound that each direction of the line loses, for `judgeLoss`; undefined where nobody says. Only a voice between
 * inside and outside tells of one direction: between two outside it crossed both, between two inside none. The rest of its way
 * is the own line of who is outside, so each person outside has one word, the lower median of what is known of them, and the
 * line has the lower median of those words: it is as bad as more than half of them say. One bad line at home, or one who lies,
 * is believed only while nobody else outside is there.
 */
export function heardLoss(voices: readonly HeardVoice[]): BothWays<number | undefined> {
  return bothWays((way) => {
    const words = new Map<string, number[]>();
    for (const { listener, speaker, packets, missing } of voices) {
      if (directionOf(listener, speaker) !== way || packets < FEWEST_PACKETS) continue;
      const { id } = listener.inside ? speaker : listener;
      words.set(id, [...(words.get(id) ?? []), missing / packets]);
    }
    return lowerMedian([...words.values()].flatMap((one) => lowerMedian(one) ?? []));
  });
}

function directionOf(listener: VoiceEnd, speaker: VoiceEnd): Direction | undefined {
  if (listener.inside === speaker.inside) return undefined;
  return speaker.inside ? 'up' : 'down';
}

/** Of two in the middle the lower one. */
const lowerMedian = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
