import type { LineSample } from '#hearing';
import { audiblyConcealed, grownOver, type StreamLooks } from './stream-looks.js';

/** What came over a connection since the look before the last; of a stream that was looked at once, since its beginning. */
export function lineSample(streams: Iterable<StreamLooks>): LineSample {
  const grown = [...streams].map(({ kind, looks }) => ({ kind, counts: grownOver(looks.slice(-2)) }));
  const of = (wanted: string) => grown.filter(({ kind }) => kind === wanted).map(({ counts }) => counts);
  const pictures = of('video');
  const lost = sum(pictures.map(({ packetsLost }) => Math.max(0, packetsLost)));
  const sent = lost + sum(pictures.map(({ packetsReceived }) => packetsReceived));
  return {
    concealed: Math.max(0, ...of('audio').map((voice) => audiblyConcealed(voice) ?? 0)),
    pictureLoss: sent > 0 ? lost / sent : 0,
  };
}

const sum = (values: readonly number[]): number => values.reduce((so, one) => so + one, 0);
