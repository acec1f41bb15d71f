import { type AddPerson, HearingRole } from '#protocol';
import { expect, test } from 'vitest';
import { type Hearing, maySee, mayReceive, MOST_SEATS, transition, viewOf, withPerson } from '#hearing';
import { HEAD, inSession, say, SEATS } from './people.js';

const EXPERT: AddPerson = { role: 'expert', name: 'the expert', language: 'en', protectedFrom: [], screens: [] };
const NEW = Object.keys(SEATS).length;

const added = (wish: Partial<AddPerson> = {}, hearing = inSession()) =>
  transition(hearing, { type: 'person-added', by: SEATS.clerk, person: { ...EXPERT, ...wish } });
/** They came and were let in. */
const admitted = (wish: Partial<AddPerson> = {}) =>
  say(transition(added(wish).hearing, { type: 'came', seat: NEW, address: '192.0.2.99' }).hearing, 'clerk', {
    type: 'admit',
    seat: NEW,
  });

test('who is added waits for nobody to be told of them but judge and clerk, and is noted with who added them', () => {
  const { hearing, effects } = added();
  expect(effects).toEqual([{ type: 'note', what: 'person-added', seat: NEW, by: SEATS.clerk }]);
  expect(hearing.people[NEW]).toMatchObject({ seat: NEW, role: 'expert', standing: 'expected', language: 'en' });
  expect(viewOf(HEAD, hearing, SEATS.judge).lobby?.some(({ seat }) => seat === NEW)).toBe(true);
  expect(JSON.stringify(viewOf(HEAD, hearing, SEATS.counsel))).not.toContain('the expert');
  const inCourt = admitted();
  expect(mayReceive(inCourt, NEW, SEATS.counsel)).toBe(true);
  expect(mayReceive(inCourt, SEATS.counsel, NEW)).toBe(true);
});

test('screening holds in both directions: from whom the newcomer is protected, and who is protected from the newcomer', () => {
  const hearing = admitted({ protectedFrom: [SEATS.accused, SEATS.accused], screens: [SEATS.interpreter] });
  expect(hearing.people[NEW]?.protectedFrom).toEqual([SEATS.accused]);
  expect(maySee(hearing, NEW, SEATS.accused)).toBe(false);
  expect(maySee(hearing, SEATS.accused, NEW)).toBe(true);
  expect(maySee(hearing, SEATS.interpreter, NEW)).toBe(false);
  expect(maySee(hearing, NEW, SEATS.interpreter)).toBe(true);
  expect(maySee(hearing, SEATS.interpreter, SEATS.accused)).toBe(true);
});

test('nobody is kept from the clerk, from who is not there, or beyond the seats there can be', () => {
  const { people } = inSession();
  for (const seat of [SEATS.clerk, NEW, 63]) {
    expect(() => withPerson(people, { ...EXPERT, protectedFrom: [seat] })).toThrow('bad-input');
    expect(() => withPerson(people, { ...EXPERT, screens: [seat] })).toThrow('bad-input');
  }
  const full = Array.from({ length: MOST_SEATS }, (_, seat) => ({ ...people[1]!, seat }));
  expect(() => withPerson(full, EXPERT)).toThrow('bad-input');
  expect(withPerson(full.slice(1), EXPERT)).toHaveLength(MOST_SEATS);
});

test('who interprets in sign language is told as such to whoever is told of them, and to nobody else', () => {
  const wish = { role: 'interpreter', signLanguage: true } as const;
  const waiting = added(wish).hearing;
  const told = (hearing: Hearing, seat: number) => JSON.stringify(viewOf(HEAD, hearing, seat)).includes('signLanguage');
  expect(viewOf(HEAD, waiting, SEATS.clerk).lobby?.find(({ seat }) => seat === NEW)).toMatchObject({
    signLanguage: true,
  });
  expect(told(waiting, SEATS.counsel)).toBe(false);
  const hearing = admitted({ ...wish, protectedFrom: [SEATS.accused] });
  for (const seat of [SEATS.judge, SEATS.counsel, SEATS.prosecutor])
    expect(viewOf(HEAD, hearing, seat).people.filter(({ signLanguage }) => signLanguage)).toMatchObject([
      { seat: NEW, role: 'interpreter' },
    ]);
  expect(viewOf(HEAD, hearing, NEW).you.signLanguage).toBe(true);
  expect(told(hearing, SEATS.accused)).toBe(false);
  expect(told(admitted(wish), SEATS.accused)).toBe(true);
});

test('nobody but an interpreter interprets in sign language', () => {
  const { people } = inSession();
  for (const role of HearingRole.options) {
    const wish = { ...EXPERT, role, signLanguage: true } as const;
    if (role === 'interpreter') expect(withPerson(people, wish).at(-1)?.signLanguage).toBe(true);
    else expect(() => withPerson(people, wish)).toThrow('bad-input');
    expect(withPerson(people, { ...EXPERT, role }).at(-1)?.signLanguage).toBe(false);
  }
});

test('a hearing that is over takes nobody', () => {
  const over = say(inSession(), 'judge', { type: 'close' });
  expect(added({}, over)).toEqual({ hearing: over, effects: [] });
});
