import { expect, test } from 'vitest';
import { reportText } from '../../../apps/web/device-test/check-words.js';
import { checkStates, type DeviceFacts, NOTHING_KNOWN } from '../../../apps/web/device-test/device-checks.js';

const GOOD: DeviceFacts = {
  fit: [{ part: 'keys', fits: true }],
  line: { roundTrip: 40, up: 2000, down: 9000 },
  capture: 'runs',
  picture: true,
  heardMyself: true,
  heardTone: true,
};
const of = (change: Partial<DeviceFacts>) => checkStates({ ...GOOD, ...change });

test('before the click only the browser is asked', () => {
  expect(checkStates(NOTHING_KNOWN)).toEqual({
    browser: 'working',
    network: 'not-yet',
    camera: 'not-yet',
    microphone: 'not-yet',
    speaker: 'not-yet',
  });
});

test('all is good only when each part was found so', () => {
  expect(new Set(Object.values(of({})))).toEqual(new Set(['good']));
  expect(of({ fit: [{ part: 'keys', fits: false }] }).browser).toBe('failed');
  expect(of({ line: 'none' }).network).toBe('failed');
  expect(of({ line: { roundTrip: 40, up: 399, down: 9000 } }).network).toBe('failed');
  expect(of({ line: { roundTrip: 401, up: 2000, down: 9000 } }).network).toBe('failed');
  expect(of({ picture: false }).camera).toBe('working');
  expect(of({ capture: 'refused' })).toMatchObject({ camera: 'failed', microphone: 'failed', speaker: 'good' });
  expect(of({ heardMyself: undefined, heardTone: false })).toMatchObject({ microphone: 'ask', speaker: 'failed' });
});

test('the report says every part, its figures and what to change', () => {
  const facts = { ...GOOD, heardTone: false };
  const text = reportText(checkStates(facts), facts, { at: '2026-11-25T04:00:00.000Z', browser: 'Chromium 156' });
  for (const part of [
    '✓ Browser',
    '✓ Network',
    'from you 2000 kbit/s',
    '✓ Camera',
    '✓ Microphone',
    '✕ Loudspeaker: does not work',
  ])
    expect(text).toContain(part);
  expect(text).toContain('Turn the loudness up');
  expect(text).toContain('Chromium 156');
});
