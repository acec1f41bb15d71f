import type { ConsultationState } from '#calling';
import { expect, test } from 'vitest';
import { sealMarkOf } from '../../../apps/web/call/seal-mark-of.js';

const who = { holders: ['Booth 4', 'Attorney'], joined: [], left: [] };
const STATES: readonly ConsultationState[] = [
  { name: 'idle' },
  { name: 'asking-devices' },
  { name: 'waiting', present: [true, false] },
  { name: 'waiting', present: [true, false], gone: true },
  { name: 'connecting' },
  { name: 'keying', attempt: 1 },
  { name: 'unverified', groups: ['1111', '2222', '3333'], hidden: 2, reading: [], ...who },
  { name: 'matched-here', ...who },
  { name: 'sealed', ...who },
  { name: 'unmatched', ...who },
  { name: 'reconnecting', since: 0 },
  { name: 'broken', code: 'timeout' },
  { name: 'ended', code: 'normal' },
];

test('"sealed" is shown for the state sealed and for no other', () => {
  expect(STATES.filter((state) => sealMarkOf(state) === 'sealed').map((state) => state.name)).toEqual(['sealed']);
});

test('a line that failed is no booth that is not safe; numbers that differ are', () => {
  expect(sealMarkOf({ name: 'broken', code: 'media-lost' })).toBe('reconnecting');
  expect(sealMarkOf({ name: 'waiting', present: [true, false], gone: true })).toBe('reconnecting');
  expect(sealMarkOf({ name: 'broken', code: 'verdict-different' })).toBe('broken');
});
