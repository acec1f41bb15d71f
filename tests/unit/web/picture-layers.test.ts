import { describe, expect, it } from 'vitest';
import { type LayerOfStream, LayerRequests } from '../../../apps/web/court/media/layer-requests.js';
import { lineSample } from '../../../apps/web/court/media/line-sample.js';
import { LineWatch } from '../../../apps/web/court/media/line-watch.js';
import { lookAgain, type StreamLooks } from '../../../apps/web/court/media/stream-looks.js';

describe('layers that are asked for', () => {
  const made = () => {
    const asked: LayerOfStream[][] = [];
    return { asked, requests: new LayerRequests((streams) => void asked.push([...streams])) };
  };

  it('only what changes, for pictures that are there', () => {
    const { asked, requests } = made();
    requests.want(new Map([[4, 2]]));
    expect(asked).toEqual([]);
    requests.placed(
      new Map([
        ['1', 4],
        ['3', 5],
      ]),
    );
    requests.placed(
      new Map([
        ['1', 4],
        ['3', 5],
      ]),
    );
    expect(asked).toEqual([[{ mid: '1', substream: 2 }]]);
    requests.want(
      new Map([
        [4, 0],
        [5, 1],
      ]),
    );
    expect(asked[1]).toEqual([
      { mid: '1', substream: 0 },
      { mid: '3', substream: 1 },
    ]);
  });

  it('a picture that is not wanted is not sent, and begins again in the layer that is wanted then', () => {
    const { asked, requests } = made();
    requests.placed(new Map([['1', 4]]));
    for (const layer of [undefined, undefined, 0, undefined, 2]) requests.want(new Map([[4, layer]]));
    expect(asked).toEqual([
      [{ mid: '1', send: false }],
      [{ mid: '1', substream: 0, send: true }],
      [{ mid: '1', send: false }],
      [{ mid: '1', substream: 2, send: true }],
    ]);
  });

  it('a section that is somebody else’s, or came again, begins at the lowest', () => {
    const { asked, requests } = made();
    requests.want(
      new Map([
        [4, 2],
        [5, 2],
      ]),
    );
    requests.placed(new Map([['1', 4]]));
    requests.placed(new Map([['1', 5]]));
    requests.placed(new Map());
    requests.placed(new Map([['1', 5]]));
    expect(asked).toEqual(Array.from({ length: 3 }, () => [{ mid: '1', substream: 2 }]));
  });
});

const voice = (totalSamplesReceived: number, concealedSamples: number, silentConcealedSamples = 0) => ({
  type: 'inbound-rtp',
  kind: 'audio',
  totalSamplesReceived,
  concealedSamples,
  silentConcealedSamples,
});
const picture = (packetsReceived: number, packetsLost: number) => ({
  type: 'inbound-rtp',
  kind: 'video',
  packetsReceived,
  packetsLost,
});
const report = (entries: Record<string, object>) => new Map<string, unknown>(Object.entries(entries));

/** Sample after sample of one connection. */
function sampled() {
  let streams: ReadonlyMap<string, StreamLooks> = new Map();
  return {
    next: (of: ReadonlyMap<string, unknown>) => {
      streams = lookAgain(streams, of);
      return lineSample(streams.values());
    },
  };
}

describe('what came over the line', () => {
  it('is that since the former look: the worst voice, all pictures together', () => {
    const samples = sampled();
    samples.next(report({ a: voice(48_000, 24_000), b: voice(48_000, 0), v: picture(100, 50) }));
    const next = samples.next(
      report({ a: voice(96_000, 24_000), b: voice(96_000, 9_600, 4_800), v: picture(190, 60), w: picture(90, 10) }),
    );
    expect(next.concealed).toBeCloseTo(0.1);
    expect(next.pictureLoss).toBeCloseTo(0.1);
  });

  it('what was sent again and came is lost no longer, and is no loss', () => {
    const samples = sampled();
    samples.next(report({ v: picture(1_000, 400) }));
    expect(samples.next(report({ v: picture(1_100, 380) })).pictureLoss).toBe(0);
    expect(samples.next(report({ v: picture(1_190, 390) })).pictureLoss).toBeCloseTo(0.1);
  });

  it('nothing played, nothing lost, a counter that was reset: never below 0 or above 1', () => {
    const samples = sampled();
    samples.next(report({ a: voice(96_000, 9_000), v: picture(1_000, 400) }));
    const { concealed, pictureLoss } = samples.next(report({ a: voice(480, 100), v: picture(10, 0) }));
    expect(concealed).toBeCloseTo(100 / 480);
    expect(pictureLoss).toBe(0);
    expect(samples.next(report({}))).toEqual({ concealed: 0, pictureLoss: 0 });
  });
});

describe('the look each second', () => {
  it('gives each tile its layer as far as the line goes; where nothing can be measured nothing changes', async () => {
    const chosen: [number, number | undefined][][] = [];
    let stats: ReadonlyMap<string, unknown> | undefined;
    const tiles = new Map([
      [1, { height: 700, main: true }],
      [2, { height: 100, main: false }],
      // Scrolled out of sight: not received, and nothing is said of it.
      [3, { height: 0, main: false }],
    ]);
    const still: number[][] = [];
    const watch = new LineWatch({
      most: () => 2,
      tiles: () => tiles,
      stats: () => Promise.resolve(stats),
      missing: () => undefined,
      seats: () => new Map(),
      seen: (line) => void still.push([...line.still]),
      choose: (layers) => void chosen.push([...layers]),
    });
    try {
      await watch.look();
      expect(chosen).toEqual([]);
      for (let second = 1; second <= 9; second += 1) {
        stats = report({ a: voice(second * 48_000, 0) });
        await watch.look();
      }
      expect(chosen[0]).toEqual([
        [1, 0],
        [2, 0],
        [3, undefined],
      ]);
      expect(chosen.at(-1)).toEqual([
        [1, 2],
        [2, 0],
        [3, undefined],
      ]);
      stats = report({ a: voice(10 * 48_000, 10_000) });
      await watch.look();
      expect(chosen.at(-1)?.[0]).toEqual([1, 1]);
      // Worse and worse: in the end the picture of who speaks alone, and it is said.
      for (let second = 11; second <= 12; second += 1) {
        stats = report({ a: voice(second * 48_000, second * 10_000) });
        expect(still).toEqual([]);
        await watch.look();
      }
      expect(chosen.at(-1)).toEqual([
        [1, 0],
        [2, undefined],
        [3, undefined],
      ]);
      expect(still).toEqual([[2]]);
    } finally {
      watch.close();
    }
  });
});
