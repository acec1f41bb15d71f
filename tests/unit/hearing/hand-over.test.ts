import { expect, test } from 'vitest';
import { transition, viewOf, withClerk } from '#hearing';
import { HEAD, inSession, say, SEATS } from './people.js';

const NEW = Object.keys(SEATS).length;
const handed = (hearing = inSession(), from: number = SEATS.clerk, seat?: number) =>
  transition(hearing, { type: 'handed-over', from, next: { name: 'the next clerk', seat } });
const came = (hearing: ReturnType<typeof inSession>, seat: number) =>
  transition(hearing, { type: 'came', seat, address: '192.0.2.9' }).hearing;

test('the hearing goes on; who goes is out at once, who comes runs it as soon as they enter', () => {
  const before = inSession();
  const { hearing, effects } = handed(before);
  expect(effects).toEqual([{ type: 'note', what: 'handed-over', seat: NEW, by: SEATS.clerk }]);
  expect([hearing.state, hearing.floor, hearing.people[SEATS.clerk]?.standing]).toEqual([
    'open',
    undefined,
    'released',
  ]);
  const pause = { type: 'said', seat: SEATS.clerk, command: { type: 'pause' } } as const;
  expect(() => transition(hearing, pause)).toThrow('not-allowed');
  expect(transition(before, pause).hearing.state).toBe('paused');
  const entered = came(hearing, NEW);
  expect(entered.people[NEW]).toMatchObject({ role: 'clerk', standing: 'admitted' });
  expect(transition(entered, { ...pause, seat: NEW }).hearing.state).toBe('paused');
  expect(viewOf(HEAD, entered, SEATS.clerk).lobby).toBeUndefined();
  expect(viewOf(HEAD, entered, NEW).lobby).toBeDefined();
});

test('handed back, the former seat counts again', () => {
  const away = came(handed().hearing, NEW);
  const back = came(handed(away, NEW, SEATS.clerk).hearing, SEATS.clerk);
  expect(back.people).toHaveLength(NEW + 1);
  expect([back.people[SEATS.clerk]?.standing, back.people[NEW]?.standing]).toEqual(['admitted', 'released']);
});

test('only a clerk hands over, to somebody who is not somebody else here, and nothing that is over', () => {
  const { people } = inSession();
  const next = { name: 'the next clerk', seat: undefined };
  expect(() => withClerk(people, SEATS.judge, next)).toThrow('not-allowed');
  expect(() => withClerk(people, SEATS.clerk, { ...next, seat: SEATS.judge })).toThrow('not-allowed');
  expect(() => withClerk(people, SEATS.clerk, { ...next, seat: SEATS.clerk })).toThrow('wrong-state');
  const over = say(inSession(), 'judge', { type: 'close' });
  expect(handed(over)).toEqual({ hearing: over, effects: [] });
});
