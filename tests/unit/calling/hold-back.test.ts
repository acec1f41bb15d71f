import type { LineFrame } from '#protocol';
import { expect, it } from 'vitest';
import { holdBack } from '../../../libs/calling/src/hold-back.js';

const cap = (jitterBufferTarget?: number): LineFrame => ({
  type: 'line',
  send: { video: 'high', kbps: 1850 },
  take: { video: 'high', onlySpeaker: false, ...(jitterBufferTarget !== undefined && { jitterBufferTarget }) },
  opus: { kbps: 32, ptime: 20 },
});

/** What comes in, and for how long each of it is held back. */
const received = (...kinds: string[]) => {
  const receivers = kinds.map((kind) => ({ track: { kind }, jitterBufferTarget: null as number | null }));
  const connection = { getReceivers: () => receivers as unknown as RTCRtpReceiver[] };
  return { connection, held: () => receivers.map(({ jitterBufferTarget }) => jitterBufferTarget) };
};

it('holds sound back for as long as the line wants it, pictures never, and lets go of it afterwards', () => {
  const { connection, held } = received('audio', 'video', 'audio');
  holdBack(connection, cap(100));
  expect(held()).toEqual([100, null, 100]);
  holdBack(connection, cap(100));
  expect(held()).toEqual([100, null, 100]);
  holdBack(connection, cap());
  expect(held()).toEqual([null, null, null]);
});

it('leaves all of it to the browser where nothing was said of the line', () => {
  const { connection, held } = received('audio');
  holdBack(connection, undefined);
  expect(held()).toEqual([null]);
});
