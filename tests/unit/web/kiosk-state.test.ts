import type { PartyBooking } from '#protocol';
import { expect, test } from 'vitest';
import { type KioskEvent, type KioskScreen, transition } from '../../../apps/web/kiosk/kiosk-state.js';

const booking = { id: '1'.repeat(32) } as PartyBooking;
const WAY: readonly KioskEvent[] = [
  { type: 'touched' },
  { type: 'language-chosen' },
  { type: 'opened', booking, checkDue: false },
  { type: 'understood' },
  { type: 'ended', code: 'normal' },
  { type: 'finished' },
];

test('one visit, from the first touch to an empty screen', () => {
  const seen: KioskScreen[] = [{ name: 'idle' }];
  for (const event of WAY) seen.push(transition(seen.at(-1)!, event));
  expect(seen.map((screen) => screen.name)).toEqual(['idle', 'language', 'code', 'seal', 'call', 'ended', 'idle']);
  expect(seen.at(-1)).toEqual({ name: 'idle' });
});

test('before the first session of a day the booth looks at itself: after check-in, before the call, never out of turn', () => {
  const check = transition({ name: 'code' }, { type: 'opened', booking, checkDue: true });
  expect(check).toEqual({ name: 'check', booking });
  expect(transition(check, { type: 'understood' })).toEqual(check);
  expect(transition(check, { type: 'checked' })).toEqual({ name: 'seal', booking });
  expect(transition({ name: 'idle' }, { type: 'checked' })).toEqual({ name: 'idle' });
});

test('a device test begins at the code and leads nowhere but out', () => {
  const test = transition({ name: 'code' }, { type: 'test-opened' });
  expect(test).toEqual({ name: 'test' });
  for (const event of WAY.slice(0, -1)) expect(transition(test, event)).toEqual(test);
  expect(transition(test, { type: 'finished' })).toEqual({ name: 'idle' });
  expect(transition({ name: 'idle' }, { type: 'test-opened' })).toEqual({ name: 'idle' });
});

test('no event out of turn leads to a call', () => {
  const screens: KioskScreen[] = [
    { name: 'idle' },
    { name: 'language' },
    { name: 'code' },
    { name: 'ended', booking, code: 'normal' },
  ];
  for (const screen of screens) for (const event of WAY) expect(transition(screen, event).name).not.toBe('call');
});

test('whoever has no slip asks for the lawyer, or goes back to the code; no call comes of it', () => {
  const lawyer = transition({ name: 'code' }, { type: 'lawyer-wanted' });
  expect(lawyer).toEqual({ name: 'lawyer' });
  expect(transition(lawyer, { type: 'back' })).toEqual({ name: 'code' });
  const asked = transition(lawyer, { type: 'lawyer-asked', taken: 'told-desk' });
  expect(asked).toEqual({ name: 'lawyer-asked', taken: 'told-desk' });
  expect(transition(asked, { type: 'lawyer-asked', taken: 'request' })).toEqual(asked);
  expect(transition({ name: 'idle' }, { type: 'lawyer-wanted' })).toEqual({ name: 'idle' });
  for (const event of WAY) expect(transition(lawyer, event).name).not.toBe('call');
});

test('finishing forgets the booking from everywhere', () => {
  for (const name of ['seal', 'call'] as const) {
    expect(transition({ name, booking }, { type: 'finished' })).toEqual({ name: 'idle' });
  }
});
