import { expect, it } from 'vitest';
import type { LineFrame } from '#protocol';
import { lineWords } from '../../../apps/web/text/line-words.js';

type Layer = LineFrame['send']['video'];
const told = (send: Layer, take: Layer, reason?: LineFrame['reason'], onlySpeaker = false) =>
  lineWords({
    type: 'line',
    send: { video: send, kbps: 0 },
    take: { video: take, onlySpeaker },
    opus: { kbps: 32, ptime: 20 },
    ...(reason !== undefined && { reason }),
  });

it('one sentence says what happens and why; none where nothing happens', () => {
  expect(told('high', 'high')).toBeUndefined();
  expect(told('180p', '180p', 'hearing-first')).toBe(
    'Pictures are smaller for now: a hearing needs the line. The sound goes on.',
  );
  expect(told('off', 'off', 'booked-sound-only')).toBe(
    'No pictures for now: it was booked as sound only. The sound goes on.',
  );
  expect(told('off', '360p', 'line-full')).toMatch(/^Your picture is not sent/);
  expect(told('360p', 'off', 'line-full')).toMatch(/^The others’ pictures/);
  expect(told('180p', '180p', 'line-full', true)).toMatch(/^Only who speaks/);
});
