import type { ConsultationState } from '#calling';
import { expect, test } from 'vitest';
import { sealMarkOf } from '../../../apps/web/call/seal-mark-of.js';

const holders = ['Booth 4', 'Attorney'];
const STATES: readonly ConsultationState[] = [
  { name: 'idle' },
  { name: 'asking-devices' },
  { name: 'waiting', present: [true, false] },
  { name: 'connecting' },
  { name: 'keying', attempt: 1 },
  { name: 'unverified', groups: ['1111', '2222', '3333'], hidden: 2, holders },
  { name: 'matched-here', holders },
  { name: 'sealed', holders },
  { name: 'unmatched', holders },
  { name: 'reconnecting', since: 0 },
  { name: 'broken', code: 'timeout' },
  { name: 'ended', code: 'normal' },
];

test('"sealed" is shown for the state sealed and for no other', () => {
  expect(STATES.filter((state) => sealMarkOf(state) === 'sealed').map((state) => state.name)).toEqual(['sealed']);
});
