import { expect, test } from 'vitest';
import { mayHaveMedia, mayReceive, viewOf } from '#hearing';
import { HEAD, inSession, say, SEATS, scheduled, come } from './people.js';

const seats = Object.values(SEATS);

test('whoever is not in court is told nothing of the others: no name, no count, no floor, not that it began', () => {
  const held = say(inSession(), 'judge', { type: 'floor', seat: SEATS.prosecutor });
  const view = viewOf(HEAD, held, SEATS.witness);
  expect(view).toMatchObject({ state: 'scheduled', people: [], floor: null });
  for (const one of seats) {
    expect(mayReceive(held, one, SEATS.witness)).toBe(false);
    expect(mayReceive(held, SEATS.witness, one)).toBe(false);
  }
  expect(mayHaveMedia(held, SEATS.witness)).toBe(false);
  const { name: _, ...others } = view.you;
  expect(JSON.stringify({ ...view, you: others })).not.toContain('the ');
  // The same questions about somebody in court have other answers.
  expect(viewOf(HEAD, held, SEATS.counsel)).toMatchObject({ state: 'open', floor: SEATS.prosecutor });
  expect(mayReceive(held, SEATS.judge, SEATS.counsel)).toBe(true);
});

test('a witness who is protected from the accused is not there for the accused, and is for all others', () => {
  const held = say(inSession(), 'clerk', { type: 'admit', seat: SEATS.witness });
  const heard = say(held, 'judge', { type: 'floor', seat: SEATS.witness });
  expect(mayReceive(heard, SEATS.witness, SEATS.accused)).toBe(false);
  expect(viewOf(HEAD, heard, SEATS.accused).people.map(({ seat }) => seat)).not.toContain(SEATS.witness);
  expect(viewOf(HEAD, heard, SEATS.accused).floor).toBeNull();
  expect(mayReceive(heard, SEATS.accused, SEATS.witness)).toBe(true);
  for (const other of seats.filter((seat) => seat !== SEATS.accused && seat !== SEATS.witness)) {
    expect(mayReceive(heard, SEATS.witness, other)).toBe(true);
    expect(viewOf(HEAD, heard, other).people.map(({ seat }) => seat)).toContain(SEATS.witness);
  }
});

test('the lobby is for judge and clerk alone', () => {
  const held = inSession();
  for (const [who, seat] of Object.entries(SEATS)) {
    const { lobby } = viewOf(HEAD, held, seat);
    if (who === 'judge' || who === 'clerk') expect(lobby?.map((one) => one.seat)).toEqual([SEATS.witness]);
    else expect(lobby).toBeUndefined();
  }
});

test('a judge or clerk who was sent out is told of nobody', () => {
  const held = say(inSession(), 'clerk', { type: 'remove', seat: SEATS.judge });
  const released = say(held, 'clerk', { type: 'release', seat: SEATS.clerk });
  for (const seat of [SEATS.judge, SEATS.clerk])
    expect(viewOf(HEAD, released, seat)).toMatchObject({ state: 'scheduled', people: [], floor: null });
  for (const seat of [SEATS.judge, SEATS.clerk]) expect(viewOf(HEAD, released, seat).lobby).toBeUndefined();
  // In the lobby both run the hearing.
  const back = say(held, 'clerk', { type: 'send-back', seat: SEATS.judge });
  expect(viewOf(HEAD, back, SEATS.judge).lobby?.map(({ seat }) => seat)).toEqual([SEATS.judge, SEATS.witness]);
});

test('places of hands are counted among those whom one may know', () => {
  const held = say(inSession(), 'clerk', { type: 'admit', seat: SEATS.witness });
  const raised = say(say(held, 'witness', { type: 'hand', up: true }), 'counsel', { type: 'hand', up: true });
  const placeFor = (seat: number) => viewOf(HEAD, raised, seat).people.find(({ role }) => role === 'counsel')?.hand;
  expect(placeFor(SEATS.accused)).toBe(1);
  expect(placeFor(SEATS.judge)).toBe(2);
});

test('a private word cuts both from the hearing, in both directions, from the press on', () => {
  const held = say(inSession(), 'accused', { type: 'confer', seat: SEATS.counsel });
  for (const pair of [SEATS.accused, SEATS.counsel]) {
    expect(mayHaveMedia(held, pair)).toBe(false);
    for (const other of seats) {
      expect(mayReceive(held, pair, other)).toBe(false);
      expect(mayReceive(held, other, pair)).toBe(false);
    }
  }
  expect(mayReceive(held, SEATS.judge, SEATS.prosecutor)).toBe(true);
  const back = say(held, 'counsel', { type: 'rejoin' });
  expect(mayReceive(back, SEATS.accused, SEATS.judge)).toBe(true);
});

test('nothing flows before it opens, in a pause, or after its end', () => {
  const open = inSession();
  const waiting = come(scheduled(), 'clerk', 'judge');
  const states = [waiting, say(open, 'judge', { type: 'pause' }), say(open, 'clerk', { type: 'close' })];
  for (const held of states) {
    for (const from of seats) for (const to of seats) expect(mayReceive(held, from, to)).toBe(false);
  }
});
