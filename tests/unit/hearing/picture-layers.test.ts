import {
  layerFor,
  layerRates,
  layersFor,
  mostTaken,
  NO_PICTURES,
  type LayerCap,
  FIRST_CAP,
  nextCap,
  PICTURE_LAYERS,
  pictureEncodings,
  SPEAKER_ONLY,
} from '#hearing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const WELL = { concealed: 0, pictureLoss: 0 };
const after = (seconds: number, from: LayerCap, sample = WELL): LayerCap =>
  Array.from({ length: seconds }).reduce<LayerCap>((now) => nextCap(now, sample, 1), from);

describe('what a camera is sent in', () => {
  it('high to low, each of its own height and rate', () => {
    expect(pictureEncodings(720)).toEqual([
      { rid: 'h', scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
      { rid: 'm', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
      { rid: 'l', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
    ]);
    expect(pictureEncodings(480).map(({ rid }) => rid)).toEqual(['m', 'l']);
    expect(pictureEncodings(1080)[0]).toMatchObject({ rid: 'h', scaleResolutionDownBy: 1.5 });
  });

  it('a small camera is sent once, as it is', () => {
    for (const height of [0, 180, 240, 359]) expect(pictureEncodings(height)).toEqual([]);
  });
});

describe('what a tile needs', () => {
  it.each([
    [100, 0],
    [225, 0],
    [226, 1],
    [450, 1],
    [451, 2],
    [2160, 2],
  ])('%i device pixels: layer %i', (height, layer) => {
    expect(layerFor(height)).toBe(layer);
  });
});

it('in the end the floor, who is pinned and who spoke last are seen small, and nobody else', () => {
  const tiles = new Map([
    [1, { height: 700, main: true }],
    [2, { height: 300, main: false }],
  ]);
  const chosen = (cap: number) => [...layersFor(cap, tiles).values()];
  expect([2, 1, 0, SPEAKER_ONLY].map(chosen)).toEqual([
    [2, 1],
    [1, 1],
    [0, 0],
    [0, undefined],
  ]);
  expect([...layersFor(SPEAKER_ONLY, tiles, [7, 2]).values()]).toEqual([0, 0]);
  const scrolled = new Map([[1, { height: 0, main: true }], ...[...tiles].slice(1)]);
  expect([...layersFor(2, scrolled, [1]).values()]).toEqual([undefined, 1]);
});

describe('what the line is given', () => {
  it('begins small and is at the top after eight seconds without trouble', () => {
    expect(FIRST_CAP.cap).toBe(0);
    expect([3, 4, 8].map((seconds) => after(seconds, FIRST_CAP).cap)).toEqual([0, 1, 2]);
  });

  it('sound that suffers takes a layer at once, pictures that are lost too', () => {
    const top = after(8, FIRST_CAP);
    for (const sample of [
      { ...WELL, concealed: 0.06 },
      { ...WELL, pictureLoss: 0.1 },
    ]) {
      expect(nextCap(top, sample, 1).cap).toBe(1);
      expect(after(2, top, sample).cap).toBe(0);
      expect(after(9, top, sample).cap).toBe(SPEAKER_ONLY);
    }
    expect(nextCap(top, { concealed: 0.05, pictureLoss: 0.05 }, 1).cap).toBe(2);
  });

  it('what failed is tried again later each time, and never given up', () => {
    let now = after(8, FIRST_CAP);
    const waited: number[] = [];
    for (let fall = 0; fall < 6; fall += 1) {
      now = nextCap(now, { ...WELL, concealed: 0.5 }, 1);
      let seconds = 0;
      for (; now.cap < 2; seconds += 1) now = nextCap(now, WELL, 1);
      waited.push(seconds);
    }
    expect(waited).toEqual([8, 16, 32, 64, 120, 120]);
  });

  it('a trouble that goes on for a minute is one: pictures come back soon after', () => {
    const after60 = after(60, after(8, FIRST_CAP), { ...WELL, concealed: 0.5 });
    expect(after60).toMatchObject({ cap: SPEAKER_ONLY, patience: 8 });
    expect(after(24, after60).cap).toBe(2);
  });

  it('is forgiven after three minutes at the top', () => {
    const failed = nextCap(after(8, FIRST_CAP), { ...WELL, concealed: 0.5 }, 1);
    const back = after(8 + 181, failed);
    expect(nextCap(back, { ...WELL, concealed: 0.5 }, 1).patience).toBe(8);
  });

  it('property: always one of the layers, and no step of more than one', () => {
    const sample = fc.record({ concealed: fc.double({ min: 0, max: 1 }), pictureLoss: fc.double({ min: 0, max: 1 }) });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 200 }), (samples) => {
        let now = FIRST_CAP;
        for (const one of samples) {
          const next = nextCap(now, one, 1);
          expect(Math.abs(next.cap - now.cap)).toBeLessThanOrEqual(1);
          if (next.cap !== SPEAKER_ONLY) expect(PICTURE_LAYERS[next.cap]).toBeDefined();
          now = next;
        }
      }),
    );
  });
});

describe('what a line leaves of the layers', () => {
  const rates = (...of: Parameters<typeof layerRates>) => Object.fromEntries(layerRates(...of));
  const ALL = ['h', 'm', 'l'];

  it('all of them as they are, where nothing is said', () => {
    expect(rates(ALL, undefined)).toEqual({ h: 1_500_000, m: 500_000, l: 150_000 });
  });

  it('closes the layers above, and fills those below first, all together within the rate', () => {
    expect(rates(ALL, { video: 'high', kbps: 1850 })).toEqual({ h: 1_200_000, m: 500_000, l: 150_000 });
    expect(rates(ALL, { video: '360p', kbps: 500 })).toEqual({ h: 0, m: 350_000, l: 150_000 });
    expect(rates(ALL, { video: '180p', kbps: 90 })).toEqual({ h: 0, m: 0, l: 90_000 });
    expect(rates(ALL, { video: 'off', kbps: 0 })).toEqual({ h: 0, m: 0, l: 0 });
    expect(rates(['m', 'l'], { video: 'high', kbps: 1850 })).toEqual({ m: 500_000, l: 150_000 });
  });

  it('a listener takes no layer above it, only who speaks, or no picture', () => {
    const tiles = new Map([
      [1, { height: 700, main: true }],
      [2, { height: 300, main: false }],
    ]);
    const most = (video: 'high' | '360p' | '180p' | 'off', onlySpeaker = false) => mostTaken({ video, onlySpeaker });
    expect([mostTaken(undefined), most('high'), most('360p'), most('180p')]).toEqual([2, 2, 1, 0]);
    expect([most('180p', true), most('off')]).toEqual([SPEAKER_ONLY, NO_PICTURES]);
    expect([...layersFor(NO_PICTURES, tiles, [1, 2]).values()]).toEqual([undefined, undefined]);
  });
});
