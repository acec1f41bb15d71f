import { expect, test } from 'vitest';
import type { HearingCommand } from '#protocol';
import { transition, viewOf } from '#hearing';
import { come, HEAD, inSession, say, scheduled, SEATS, type Who } from './people.js';

const by = (hearing: ReturnType<typeof inSession>, who: Who, command: HearingCommand) =>
  transition(hearing, { type: 'said', seat: SEATS[who], command });
const ask = { type: 'ask-room', seat: SEATS.accused } as const;
const asked = () => say(inSession(), 'judge', ask);
const shown = () => say(asked(), 'accused', { type: 'room-shown', present: ['officer'] });
const saw = (asSaid: boolean, text?: string): HearingCommand => ({
  type: 'room-seen',
  seat: SEATS.accused,
  asSaid,
  ...(text !== undefined && { text }),
});

test('asked, shown with who is there, seen: each is noted with who it concerns and who did it', () => {
  expect(by(inSession(), 'judge', ask).effects).toEqual([
    { type: 'note', what: 'room-asked', seat: SEATS.accused, by: SEATS.judge },
  ]);
  const { hearing, effects } = by(asked(), 'accused', {
    type: 'room-shown',
    present: ['officer', 'counsel', 'officer'],
  });
  const own = { seat: SEATS.accused, by: SEATS.accused };
  expect(effects).toEqual([
    { type: 'note', what: 'declared', ...own, text: 'counsel officer' },
    { type: 'note', what: 'room-shown', ...own },
  ]);
  expect(hearing.people[SEATS.accused]).toMatchObject({ company: 'with-others', roomCheck: 'shown' });
  expect(by(hearing, 'clerk', saw(false, 'a third person')).effects).toEqual([
    { type: 'note', what: 'room-differs', seat: SEATS.accused, by: SEATS.clerk, text: 'a third person' },
  ]);
  expect(by(hearing, 'judge', saw(true)).hearing.people[SEATS.accused]?.roomCheck).toBe('seen');
});

test('a court may confirm what it saw of somebody who does not press anything, and may ask again', () => {
  const seen = say(asked(), 'judge', saw(true));
  expect(() => by(seen, 'judge', saw(true))).toThrow('wrong-state');
  expect(say(seen, 'clerk', ask).people[SEATS.accused]?.roomCheck).toBe('asked');
});

test('nothing is shown, seen or asked twice out of turn; who runs the hearing is not asked, and nobody whose picture is not there', () => {
  const show: HearingCommand = { type: 'room-shown', present: [] };
  expect(() => by(inSession(), 'accused', show)).toThrow('wrong-state');
  expect(() => by(shown(), 'accused', show)).toThrow('wrong-state');
  expect(() => by(inSession(), 'judge', saw(true))).toThrow('wrong-state');
  expect(() => by(asked(), 'judge', ask)).toThrow('wrong-state');
  expect(() => by(inSession(), 'clerk', { ...ask, seat: SEATS.judge })).toThrow('not-allowed');
  expect(() => by(inSession(), 'clerk', { ...ask, seat: SEATS.witness })).toThrow('not-in-court');
  expect(() => by(say(inSession(), 'judge', { type: 'pause' }), 'judge', ask)).toThrow('wrong-state');
  const gone = transition(inSession(), { type: 'went', seat: SEATS.accused }).hearing;
  expect(() => by(gone, 'judge', ask)).toThrow('wrong-state');
});

test('a declaration is noted when it is made and when it changes, not when it is repeated', () => {
  const lobby = come(scheduled(), 'witness');
  const ready = (company: 'alone' | 'with-others'): HearingCommand => ({ type: 'ready', company });
  const first = by(lobby, 'witness', ready('alone'));
  const own = { seat: SEATS.witness, by: SEATS.witness };
  expect(first.effects).toEqual([{ type: 'note', what: 'declared', ...own, text: 'nobody' }]);
  expect(by(first.hearing, 'witness', ready('alone')).effects).toEqual([]);
  const others = by(first.hearing, 'witness', { type: 'ready', company: 'with-others', present: ['relative'] });
  expect(others.effects).toEqual([{ type: 'note', what: 'declared', ...own, text: 'relative' }]);
});

test('how it stands is told to judge, clerk and that person, and to nobody else; out of court it begins anew', () => {
  const hearing = shown();
  const of = (who: Who) => viewOf(HEAD, hearing, SEATS[who]);
  const seen = (who: Who) => of(who).people.find(({ seat }) => seat === SEATS.accused);
  expect(of('accused').you.roomCheck).toBe('shown');
  for (const who of ['judge', 'clerk'] as const)
    expect(seen(who)).toMatchObject({ roomCheck: 'shown', company: 'with-others', present: ['officer'] });
  for (const who of ['counsel', 'prosecutor', 'interpreter'] as const)
    expect(Object.keys(seen(who)!)).not.toEqual(expect.arrayContaining(['roomCheck']));
  expect(JSON.stringify(of('counsel'))).not.toMatch(/roomCheck|company|officer/);
  expect(
    say(hearing, 'judge', { type: 'send-back', seat: SEATS.accused }).people[SEATS.accused]?.roomCheck,
  ).toBeUndefined();
});
