import { expect, test } from 'vitest';
import type { HearingRow } from '#protocol';
import { movedProblem, movedTo, partsMoved, toldOfMove, typedTime } from '../../../apps/web/court/clerk/moved-typed.js';
import { ApiFailure } from '../../../apps/web/api/call-api.js';

const ZONE = 'Asia/Almaty';
const at = (clock: string) => `2026-11-23T${clock}:00.000Z`;

const part = (seat: number, what: 'pre' | 'hearing' | 'post', from: string, to: string, counsel: number) => ({
  seat,
  part: what,
  booth: '4',
  from: at(from),
  to: at(to),
  state: 'confirmed' as const,
  counsel,
});
const parts = [part(3, 'pre', '05:00', '05:30', 2), part(3, 'hearing', '05:30', '06:30', 2)];
const person = (seat: number, role: HearingRow['people'][number]['role']) => ({
  seat,
  role,
  name: `Person ${seat}`,
  language: 'en' as const,
  standing: 'expected' as const,
  connected: false,
  link: 'none' as const,
});

test('a time is typed by the clock of the facility, and is read back as it was', () => {
  const hearing = { from: at('05:30'), to: at('06:30') };
  expect(typedTime(hearing, ZONE)).toEqual({ day: '2026-11-23', from: '10:30', to: '11:30' });
  expect(movedTo(typedTime(hearing, ZONE), ZONE)).toEqual(hearing);
});

test.each([
  [{ from: 'noon' }, 'from'],
  [{ to: '' }, 'to'],
  [{ to: '10:30' }, 'to'],
  [{ day: '' }, 'day'],
])('%j is refused beside %s', (change, field) => {
  const typed = { day: '2026-11-23', from: '10:30', to: '11:30' };
  expect(() => movedTo(typed, ZONE)).not.toThrow();
  try {
    movedTo({ ...typed, ...change }, ZONE);
    expect.unreachable();
  } catch (error) {
    expect(movedProblem(error as ApiFailure)).toBe(field);
  }
});

test('what is taken at that time stands beside its beginning; what concerns no field, beside none', () => {
  expect(movedProblem(new ApiFailure('courtroom-taken', 'courtroom'))).toBe('from');
  expect(movedProblem(new ApiFailure('booth-taken', 'booth'))).toBe('from');
  expect(movedProblem(new ApiFailure('times-wrong', 'to'))).toBe('to');
  expect(movedProblem(new ApiFailure('wrong-state'))).toBeUndefined();
  expect(movedProblem(new ApiFailure('unreachable'))).toBeUndefined();
});

test('rooms move with their hearing, each with that of its own accused', () => {
  const two = [...parts, part(5, 'hearing', '05:30', '06:30', 4), part(5, 'post', '06:40', '07:00', 4)];
  const moved = partsMoved({ parts: two }, { from: at('07:00'), to: at('09:00') });
  expect(moved.map(({ seat, part: what, from, to, before }) => [seat, what, from, to, before.from])).toEqual([
    [3, 'pre', at('06:30'), at('07:00'), at('05:00')],
    [3, 'hearing', at('07:00'), at('09:00'), at('05:30')],
    [5, 'hearing', at('07:00'), at('09:00'), at('05:30')],
    [5, 'post', at('09:10'), at('09:30'), at('06:40')],
  ]);
});

test('counsel of a room is told by notice, who has a link by the clerk, who sits in the facility by the desk', () => {
  const people = [person(0, 'clerk'), person(1, 'judge'), person(2, 'counsel'), person(3, 'accused')];
  const told = toldOfMove({ people, parts });
  expect(told.byNotice.map(({ seat }) => seat)).toEqual([2]);
  expect(told.byClerk.map(({ seat }) => seat)).toEqual([1]);
  expect(toldOfMove({ people, parts: [] }).byClerk.map(({ seat }) => seat)).toEqual([1, 2, 3]);
});
