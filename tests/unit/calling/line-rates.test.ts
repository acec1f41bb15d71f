import { expect, it } from 'vitest';
import type { LineFrame } from '#protocol';
import { pictureUnder, SEALED_SOUND } from '../../../libs/calling/src/line-rates.js';

const cap = (video: LineFrame['send']['video'], kbps: number): LineFrame => ({
  type: 'line',
  send: { video, kbps },
  take: { video, onlySpeaker: false },
  opus: { kbps: 24, ptime: 40 },
});
const camera = { getSettings: () => ({ height: 360 }) };
const window = { getSettings: () => ({ height: 1080, displaySurface: 'window' }) };

it('without a word of the line sound goes before picture, and the picture has its usual rate', () => {
  expect(SEALED_SOUND).toEqual({ active: true, networkPriority: 'high', priority: 'high' });
  expect(pictureUnder(undefined, camera)).toMatchObject({
    active: true,
    networkPriority: 'medium',
    maxBitrate: 500_000,
    scaleResolutionDownBy: 1,
  });
});

it('a smaller picture has fewer lines and its rate; a window keeps its size', () => {
  const small = cap('180p', 150);
  expect(pictureUnder(small, camera)).toMatchObject({ active: true, maxBitrate: 150_000, scaleResolutionDownBy: 2 });
  expect(pictureUnder(small, window)).toMatchObject({ active: true, maxBitrate: 150_000, scaleResolutionDownBy: 1 });
});

it('no picture is a closed sender, never a closed sound', () => {
  expect(pictureUnder(cap('off', 0), camera).active).toBe(false);
  expect(SEALED_SOUND.active).toBe(true);
});
