import { expect, test } from 'vitest';
import { ScheduleHearing } from '#protocol';
import {
  hearingWish,
  type InvitedRole,
  NO_ROOM,
  personAdded,
  personChanged,
  personGone,
  usualHearing,
} from '../../../apps/web/court/clerk/schedule-typed.js';

const typed = () => {
  const names = usualHearing('2026-11-23').people.reduce(
    (so, { key }) => personChanged(so, key, { name: ` Person ${key} ` }),
    { ...usualHearing('2026-11-23'), caseNumber: ' 1/26 ', courtroom: '3', from: '1030', to: '12:00' },
  );
  return personChanged(personAdded(names), 4, { role: 'witness', name: 'Witness', apart: [3] });
};

test('times are of the facility, names lose their edges, and protection is by place in the list', () => {
  const wish = hearingWish(typed(), 'Asia/Almaty');
  expect(ScheduleHearing.parse(wish)).toEqual(wish);
  expect(wish).toMatchObject({ caseNumber: '1/26', from: '2026-11-23T05:30:00.000Z', to: '2026-11-23T07:00:00.000Z' });
  expect(wish.people.map(({ name }) => name)[0]).toBe('Person 0');
  expect(wish.people[4]).toMatchObject({ role: 'witness', protectedFrom: [3] });
});

test('whoever is taken off the list moves the places of the others, and nobody is protected from nobody', () => {
  expect(hearingWish(personGone(typed(), 0), 'Asia/Almaty').people[3]).toMatchObject({ protectedFrom: [2] });
  expect(hearingWish(personGone(typed(), 3), 'Asia/Almaty').people[3]).toMatchObject({ protectedFrom: [] });
});

test('an interpreter interprets in sign language if that was ticked, and nobody else does', () => {
  const last = (role: InvitedRole, signLanguage: boolean) =>
    hearingWish(personChanged(typed(), 4, { role, signLanguage }), 'Asia/Almaty').people[4];
  expect(last('interpreter', true)).toMatchObject({ role: 'interpreter', signLanguage: true });
  expect(last('interpreter', false)).not.toHaveProperty('signLanguage');
  // Ticked before the role was changed.
  expect(last('expert', true)).not.toHaveProperty('signLanguage');
});

test('a consultation is in the room of the hearing or in another one', () => {
  const inRoom = (more: object) => {
    const room = { ...NO_ROOM, detainee: '0217', booth: '4', counsel: '2', after: '15', ...more };
    return hearingWish(personChanged(typed(), 3, { room }), 'Asia/Almaty').people[3]?.facility;
  };
  const [pre, post] = [
    { from: '2026-11-23T05:00:00.000Z', to: '2026-11-23T05:30:00.000Z' },
    { from: '2026-11-23T07:00:00.000Z', to: '2026-11-23T07:15:00.000Z' },
  ];
  expect(inRoom({})).toMatchObject({ booth: '4', pre: { booth: '4', ...pre }, post: { booth: '4', ...post } });
  expect(inRoom({ boothBefore: '2', boothAfter: '6' })).toMatchObject({
    booth: '4',
    pre: { booth: '2', ...pre },
    post: { booth: '6', ...post },
  });
  expect(inRoom({ before: '', after: '', boothBefore: '2' })).not.toHaveProperty('pre');
});

test('what is missing or wrong is named by its field', () => {
  const field = (change: Parameters<typeof Object.assign>[1]) => {
    try {
      hearingWish({ ...typed(), ...change }, 'Asia/Almaty');
    } catch (error) {
      return (error as { field?: string }).field;
    }
    return 'nothing';
  };
  expect(field({ caseNumber: '  ' })).toBe('caseNumber');
  expect(field({ from: 'noon' })).toBe('from');
  expect(field({ to: '10:00' })).toBe('to');
  expect(field({ people: [] })).toBe('people');
  expect(field({ people: personAdded(typed()).people })).toBe('role 5');
  expect(field({ people: personChanged(typed(), 2, { name: '' }).people })).toBe('name 2');
});
