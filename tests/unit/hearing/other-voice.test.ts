import type { HearingCommand } from '#protocol';
import { transition, viewOf } from '#hearing';
import { expect, test } from 'vitest';
import { HEAD, inSession, say, SEATS, type Who } from './people.js';

const by = (hearing: ReturnType<typeof inSession>, who: Who, command: HearingCommand) =>
  transition(hearing, { type: 'said', seat: SEATS[who], command });
const of = (who: Who) => ({ type: 'other-voice', seat: SEATS[who] }) as const;
const noted = { type: 'voice-noted', seat: SEATS.accused } as const;
const said = () => say(inSession(), 'counsel', of('accused'));
const marked = (hearing: ReturnType<typeof inSession>, who: Who) =>
  viewOf(HEAD, hearing, SEATS[who]).people.flatMap(({ seat, otherVoice }) => (otherVoice ? [seat] : []));

test('who says so and of whom is noted once; everybody but that person is told', () => {
  const { hearing, effects } = by(inSession(), 'counsel', of('accused'));
  expect(effects).toEqual([{ type: 'note', what: 'other-voice', seat: SEATS.accused, by: SEATS.counsel }]);
  for (const who of ['judge', 'clerk', 'prosecutor', 'counsel'] as const)
    expect(marked(hearing, who), who).toEqual([SEATS.accused]);
  expect(JSON.stringify(viewOf(HEAD, hearing, SEATS.accused))).not.toContain('otherVoice');
  expect(by(hearing, 'prosecutor', of('accused')).effects).toEqual([]);
});

test('somebody may say so of the own room, and sees nothing of it', () => {
  const { hearing, effects } = by(inSession(), 'accused', of('accused'));
  expect(effects).toEqual([{ type: 'note', what: 'other-voice', seat: SEATS.accused, by: SEATS.accused }]);
  expect(JSON.stringify(viewOf(HEAD, hearing, SEATS.accused))).not.toContain('otherVoice');
  expect(marked(hearing, 'judge')).toEqual([SEATS.accused]);
});

test('it stands until the court takes note, has seen the room, or the person is out of court', () => {
  const { hearing, effects } = by(said(), 'judge', noted);
  expect(effects).toEqual([{ type: 'note', what: 'voice-noted', seat: SEATS.accused, by: SEATS.judge }]);
  expect(marked(hearing, 'judge')).toEqual([]);
  expect(() => by(hearing, 'judge', noted)).toThrow('wrong-state');
  const asked = say(said(), 'judge', { type: 'ask-room', seat: SEATS.accused });
  expect(marked(asked, 'judge')).toEqual([SEATS.accused]);
  expect(marked(say(asked, 'judge', { type: 'room-seen', seat: SEATS.accused, asSaid: true }), 'judge')).toEqual([]);
  const back = say(said(), 'clerk', { type: 'send-back', seat: SEATS.accused });
  expect(marked(say(back, 'clerk', { type: 'admit', seat: SEATS.accused }), 'judge')).toEqual([]);
});

test('of nobody whom one may not know of: a screened person, one in the lobby and no such seat are answered alike', () => {
  const witnessIn = say(inSession(), 'clerk', { type: 'admit', seat: SEATS.witness });
  expect(say(witnessIn, 'prosecutor', of('witness')).people[SEATS.witness]?.otherVoice).toBe(true);
  for (const hearing of [witnessIn, inSession()])
    expect(() => by(hearing, 'accused', of('witness'))).toThrow('person-unknown');
  expect(() => by(inSession(), 'accused', { type: 'other-voice', seat: 40 })).toThrow('person-unknown');
});

test('not of judge or clerk, not in a pause, not during a private word; nobody but the court takes note', () => {
  expect(() => by(inSession(), 'accused', of('judge'))).toThrow('not-allowed');
  expect(() => by(say(inSession(), 'judge', { type: 'pause' }), 'counsel', of('accused'))).toThrow('wrong-state');
  const word = say(inSession(), 'counsel', { type: 'confer', seat: SEATS.accused });
  expect(() => by(word, 'prosecutor', of('accused'))).toThrow('wrong-state');
  expect(() => by(said(), 'counsel', noted)).toThrow('not-allowed');
});
