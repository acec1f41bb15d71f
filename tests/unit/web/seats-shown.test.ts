import { expect, test } from 'vitest';
import type { HearingRole, HearingView } from '#protocol';
import { seatsShown } from '../../../apps/web/court/room/seats-shown.js';

const ROLES: readonly HearingRole[] = ['clerk', 'judge', 'prosecutor', 'counsel', 'accused', 'interpreter'];
/** `signing`: the interpreter interprets in sign language. */
const seen = (own: HearingRole, floor: HearingRole | null, signing = false): HearingView => ({
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
      : [
          {
            seat,
            role,
            name: role,
            ...(signing && role === 'interpreter' && { signLanguage: true as const }),
            connected: true,
            muted: false,
            conferring: false,
            cannotHear: false,
          },
        ],
  ),
  floor: floor && ROLES.indexOf(floor),
});
const large = (own: HearingRole, floor: HearingRole | null, signing = false) =>
  seatsShown(seen(own, floor, signing), 'speaker').large.map((seat) => ROLES[seat]);

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

test('who interprets in sign language stays large, last, for everybody, beside whoever else is large', () => {
  for (const own of ROLES.filter((role) => role !== 'interpreter')) {
    for (const floor of [null, ...ROLES]) {
      if (floor !== 'interpreter') expect(large(own, floor, true)).toEqual([...large(own, floor), 'interpreter']);
      const { large: shown, small } = seatsShown(seen(own, floor, true), 'speaker');
      expect(small).not.toContain(ROLES.indexOf('interpreter'));
      expect(shown.length).toBeGreaterThan(1);
    }
  }
  // Without it an interpreter is in the strip, and with the floor in the one large place.
  expect(seatsShown(seen('counsel', null), 'speaker').small).toContain(ROLES.indexOf('interpreter'));
  expect(large('counsel', 'interpreter')).toEqual(['interpreter']);
});

test('with the floor, who interprets in sign language takes the place of nobody', () => {
  expect(large('counsel', 'interpreter', true)).toEqual(['judge', 'interpreter']);
  expect(large('accused', 'interpreter', true)).toEqual(['judge', 'counsel', 'interpreter']);
});

test('to themselves they are as anybody else is, and who is not told of them has no place for them', () => {
  expect(large('interpreter', null, true)).toEqual(['judge']);
  const view = seen('accused', null, true);
  const untold = { ...view, people: view.people.filter(({ role }) => role !== 'interpreter') };
  expect(seatsShown(untold, 'speaker')).toEqual({ large: [1, 3], main: [1, 3], small: [0, 2, 4] });
});

test('everybody has one place, in both ways to see', () => {
  for (const layout of ['speaker', 'gallery'] as const) {
    for (const signing of [false, true]) {
      const { large: shown, small } = seatsShown(seen('judge', 'counsel', signing), layout);
      expect([...shown, ...small].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    }
  }
});

test('few pictures are those that are large, in a gallery that of the floor; sign language always', () => {
  const main = (floor: HearingRole | null, layout: 'speaker' | 'gallery', signing = false) =>
    seatsShown(seen('prosecutor', floor, signing), layout).main.map((seat) => ROLES[seat]);
  expect(main('counsel', 'speaker', true)).toEqual(['counsel', 'interpreter']);
  expect(main('counsel', 'gallery')).toEqual(['counsel']);
  expect(main(null, 'gallery', true)).toEqual(['judge', 'interpreter']);
});
