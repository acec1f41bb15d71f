import { type Hearing, HearingError, mayConfer, mayReceive, transition, viewOf, withCounsel } from '#hearing';
import { expect, test } from 'vitest';
import { come, HEAD, inSession, say, scheduled, SEATS, type Who } from './people.js';

const NEW = 7;
const KNOWN = { name: 'Dana', seat: undefined };

const propose = (hearing: Hearing, more: object = { former: SEATS.counsel }, known: typeof KNOWN | false = KNOWN) =>
  transition(hearing, {
    type: 'said',
    seat: SEATS.clerk,
    command: { type: 'propose-counsel', seat: SEATS.accused, attorney: 'a1', ...more },
    ...(known && { known }),
  });
const answer = (hearing: Hearing, yes: boolean, number = 1) =>
  say(hearing, 'accused', { type: 'answer-counsel', number, yes });
const changed = (hearing: Hearing, seat = NEW, number = 1) =>
  transition(hearing, { type: 'counsel-changed', number, seat });
const done = (hearing: Hearing) => changed(answer(propose(hearing).hearing, true)).hearing;
const code = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as HearingError).code;
  }
};
const whatOf = ({ effects }: ReturnType<typeof propose>) => effects.map(({ what }) => what);
const states = (hearing: Hearing, ...who: Who[]) =>
  who.map((one) => viewOf(HEAD, hearing, SEATS[one]).counselChange?.state);

test('the accused, judge and clerk see who comes and who goes; nobody else is told, and nothing has changed', () => {
  const held = inSession();
  const step = propose(held);
  expect(step.effects).toEqual([
    { type: 'note', what: 'counsel-proposed', seat: SEATS.accused, by: SEATS.clerk, text: 'Dana' },
  ]);
  expect(viewOf(HEAD, step.hearing, SEATS.accused).counselChange).toEqual({
    number: 1,
    accused: SEATS.accused,
    comes: 'Dana',
    goes: 'the counsel',
    state: 'asked',
  });
  expect(states(step.hearing, 'judge', 'clerk')).toEqual(['asked', 'asked']);
  expect(states(step.hearing, 'counsel', 'prosecutor', 'witness', 'interpreter')).toEqual(Array(4).fill(undefined));
  expect(step.hearing.people).toEqual(held.people);
});

test('it is proposed in the lobby too, to an accused who is here to see it', () => {
  const here = come(scheduled(), 'clerk', 'accused');
  expect(states(propose(here).hearing, 'accused', 'clerk')).toEqual(['asked', 'asked']);
  const away = come(scheduled(), 'clerk');
  expect(code(() => propose(away))).toBe('not-in-court');
});

test('what cannot be proposed is refused: by whom, for whom, in whose place, who comes', () => {
  const held = inSession();
  const by = (who: Who) => () =>
    say(held, who, { type: 'propose-counsel', seat: SEATS.accused, attorney: 'a1', former: SEATS.counsel });
  for (const who of ['judge', 'counsel', 'accused', 'prosecutor'] as const) expect(code(by(who))).toBe('not-allowed');
  expect(code(() => propose(held, { seat: SEATS.witness }))).toBe('not-allowed');
  expect(code(() => propose(held, { seat: 40 }))).toBe('person-unknown');
  expect(code(() => propose(held, {}))).toBe('person-unknown');
  expect(code(() => propose(held, { former: SEATS.prosecutor }))).toBe('person-unknown');
  expect(code(() => propose(held, { former: SEATS.counsel }, false))).toBe('attorney-unknown');
  expect(
    code(() =>
      transition(held, {
        type: 'said',
        seat: SEATS.clerk,
        command: { type: 'propose-counsel', seat: SEATS.accused, attorney: 'a1', former: SEATS.counsel },
        known: { name: 'the counsel', seat: SEATS.counsel },
      }),
    ),
  ).toBe('wrong-state');
  // Where counsel is known, nobody else can go.
  const known = { ...held, people: held.people.map((one) => (one.role === 'accused' ? { ...one, counsel: 2 } : one)) };
  expect(code(() => propose(known))).toBe('parties-differ');
  expect(code(() => propose(propose(held).hearing))).toBe('wrong-state');
});

test('refused, unanswered and withdrawn leave everything as it was, and say so', () => {
  const asked = propose(inSession()).hearing;
  const no = transition(asked, {
    type: 'said',
    seat: SEATS.accused,
    command: { type: 'answer-counsel', number: 1, yes: false },
  });
  const none = transition(asked, { type: 'counsel-unanswered', number: 1 });
  const back = transition(asked, { type: 'said', seat: SEATS.clerk, command: { type: 'drop-counsel' } });
  expect([no, none, back].map(whatOf)).toEqual([['counsel-refused'], ['counsel-unanswered'], ['counsel-withdrawn']]);
  for (const { hearing } of [no, none, back]) {
    expect(hearing.people).toEqual(asked.people);
    expect(code(() => answer(hearing, true))).toBe('wrong-state');
    expect(code(() => changed(hearing))).toBe('wrong-state');
    expect(states(propose(hearing).hearing, 'accused')).toEqual(['asked']);
  }
  expect(states(no.hearing, 'clerk')).toEqual(['refused']);
  expect(states(say(no.hearing, 'clerk', { type: 'drop-counsel' }), 'clerk', 'accused')).toEqual([
    undefined,
    undefined,
  ]);
});

test('an answer is to the proposal that was read: one to an earlier proposal is none', () => {
  const first = propose(inSession()).hearing;
  const second = propose(say(first, 'clerk', { type: 'drop-counsel' })).hearing;
  expect(code(() => answer(second, true, 1))).toBe('wrong-state');
  expect(answer(second, true, 2).counselChange?.state).toBe('taking-effect');
});

test('a yes changes nothing before it is in the database; meanwhile no private word begins', () => {
  const yes = answer(propose(inSession()).hearing, true);
  expect(yes.people[SEATS.accused]?.counsel).toBeUndefined();
  expect(code(() => say(yes, 'accused', { type: 'confer', seat: SEATS.counsel }))).toBe('wrong-state');
  expect(code(() => say(yes, 'clerk', { type: 'drop-counsel' }))).toBe('wrong-state');
  const failed = transition(yes, { type: 'counsel-failed', number: 1, why: 'attorney-taken' });
  expect(whatOf(failed)).toEqual(['counsel-not-changed']);
  expect(failed.hearing.people).toEqual(yes.people);
  expect(viewOf(HEAD, failed.hearing, SEATS.clerk).counselChange).toMatchObject({
    state: 'failed',
    why: 'attorney-taken',
  });
});

test('then who comes has the place of counsel, and who went is out: told, without picture, sound or private word', () => {
  const asked = answer(propose(say(inSession(), 'judge', { type: 'floor', seat: SEATS.counsel })).hearing, true);
  const step = changed(asked);
  expect(step.effects).toEqual([
    { type: 'note', what: 'counsel-changed', seat: NEW, by: SEATS.accused, text: 'the counsel' },
  ]);
  const { hearing } = step;
  expect(hearing.floor).toBeUndefined();
  expect(hearing.people[NEW]).toMatchObject({ role: 'counsel', name: 'Dana', standing: 'expected' });
  expect(viewOf(HEAD, hearing, SEATS.accused).you.counsel).toBe(NEW);
  const went = viewOf(HEAD, hearing, SEATS.counsel);
  expect([went.you.standing, went.you.relieved, went.people]).toEqual(['released', true, []]);
  expect(mayReceive(hearing, SEATS.judge, SEATS.counsel)).toBe(false);
  expect(mayReceive(hearing, SEATS.counsel, SEATS.accused)).toBe(false);
  expect(code(() => say(hearing, 'counsel', { type: 'confer', seat: SEATS.accused }))).toBe('not-allowed');
  expect(code(() => say(hearing, 'accused', { type: 'confer', seat: SEATS.counsel }))).toBe('not-in-court');
  // Whose device claims to open the consultation of the booking is not believed either.
  expect(viewOf(HEAD, hearing, SEATS.accused, [SEATS.counsel]).you.confidants).toEqual([]);
});

test('a private word that begins before the answer is not cut; no answer is given during it', () => {
  const asked = propose(inSession()).hearing;
  const apart = say(asked, 'accused', { type: 'confer', seat: SEATS.counsel });
  expect(code(() => answer(apart, true))).toBe('wrong-state');
  expect(code(() => propose(say(inSession(), 'accused', { type: 'confer', seat: SEATS.counsel })))).toBe('wrong-state');
});

test('who was protected from who goes is protected from who comes, and who comes is protected as who went', () => {
  const people = inSession().people.map((one) =>
    one.seat === SEATS.witness
      ? { ...one, protectedFrom: [SEATS.counsel] }
      : one.seat === SEATS.counsel
        ? { ...one, protectedFrom: [SEATS.prosecutor] }
        : one,
  );
  const after = withCounsel(people, { accused: SEATS.accused, former: SEATS.counsel, name: 'Dana' }, NEW);
  expect(after[SEATS.witness]?.protectedFrom).toEqual([SEATS.counsel, NEW]);
  expect(after[NEW]?.protectedFrom).toEqual([SEATS.prosecutor]);
});

test('counsel whom another accused has, or may have, stays for that one alone; who comes back has the former seat', () => {
  const held = inSession();
  const another = { ...held.people[SEATS.accused]!, seat: NEW, counsel: SEATS.counsel };
  const two = { ...held, people: [...held.people, another] };
  const { hearing } = changed(answer(propose(two).hearing, true), NEW + 1);
  expect(hearing.people[SEATS.counsel]).toMatchObject({ standing: 'admitted', relievedBy: [SEATS.accused] });
  expect(mayConfer(hearing, SEATS.counsel, SEATS.accused)).toBe(false);
  expect(mayConfer(hearing, SEATS.counsel, NEW)).toBe(true);
  const back = withCounsel(
    done(held).people,
    { accused: SEATS.accused, former: NEW, name: 'the counsel' },
    SEATS.counsel,
  );
  expect(back[SEATS.counsel]).toMatchObject({ standing: 'expected', relievedBy: [] });
  expect(back[NEW]).toMatchObject({ standing: 'released', relievedBy: [SEATS.accused] });
});

test('a sitting that ends ends what is asked', () => {
  expect(say(propose(inSession()).hearing, 'judge', { type: 'close' }).counselChange).toBeUndefined();
});
