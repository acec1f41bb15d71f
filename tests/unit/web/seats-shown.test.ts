import { expect, test } from 'vitest';
import type { HearingRole, HearingView } from '#protocol';
import { seatsShown } from '../../../apps/web/court/room/seats-shown.js';

const ROLES: readonly HearingRole[] = ['clerk', 'judge', 'prosecutor', 'counsel', 'accused', 'interpreter'];
const seen = (own: HearingRole, floor: HearingRole | null): HearingView => ({
  hearing: '7'.repeat(32),
  caseNumber: '1',
  courtroom: '3',
  from: '',
  to: '',
  state: 'open',
  you: {
    seat: ROLES.indexOf(own),
    role: own,
    name: own,
    language: 'kk',
    standing: 'admitted',
    muted: false,
    handUp: false,
    ready: true,
    affirmed: [],
    conferring: 'no',
    confidants: [],
  },
  people: ROLES.flatMap((role, seat) =>
    role === own
      ? []
      : [{ seat, role, name: role, connected: true, muted: false, conferring: false, cannotHear: false }],
  ),
  floor: floor && ROLES.indexOf(floor),
});
const large = (own: HearingRole, floor: HearingRole | null) =>
  seatsShown(seen(own, floor), 'speaker').large.map((seat) => ROLES[seat]);

test('the accused always sees judge and own counsel large, and who has the floor besides', () => {
  expect(large('accused', null)).toEqual(['judge', 'counsel']);
  expect(large('accused', 'prosecutor')).toEqual(['judge', 'counsel', 'prosecutor']);
  expect(large('accused', 'counsel')).toEqual(['judge', 'counsel']);
  expect(large('accused', 'accused')).toEqual(['judge', 'counsel']);
});

test('the others see the floor large, the judge without one', () => {
  expect(large('prosecutor', null)).toEqual(['judge']);
  expect(large('prosecutor', 'counsel')).toEqual(['counsel']);
  expect(large('judge', null)).toEqual(['clerk']);
});

test('everybody has one place, in both ways to see', () => {
  for (const layout of ['speaker', 'gallery'] as const) {
    const { large, small } = seatsShown(seen('judge', 'counsel'), layout);
    expect([...large, ...small].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  }
});
