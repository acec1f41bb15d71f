import { expect, test } from 'vitest';
import { COMMANDS, HearingError, transition, saidDiffers } from '#hearing';
import type { HearingCommand } from '#protocol';
import { come, inSession, say, scheduled, SEATS, type Who } from './people.js';

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof HearingError) return error.code;
    throw error;
  }
  return 'allowed';
};

test('nobody but judge and clerk runs the hearing', () => {
  const held = inSession();
  const running: HearingCommand[] = [
    { type: 'pause' },
    { type: 'adjourn' },
    { type: 'close' },
    { type: 'admit', seat: SEATS.witness },
    { type: 'remove', seat: SEATS.prosecutor },
    { type: 'release', seat: SEATS.prosecutor },
    { type: 'mute', seat: SEATS.judge, on: true },
    { type: 'floor', seat: SEATS.counsel },
    { type: 'roll-call', on: true },
  ];
  for (const command of running) {
    for (const who of ['prosecutor', 'counsel', 'accused', 'interpreter', 'witness'] as Who[]) {
      expect(code(() => say(held, who, command))).toBe('not-allowed');
    }
    expect(code(() => say(held, 'judge', command))).toBe('allowed');
  }
});

test('from the lobby nothing can be said to the court', () => {
  const held = inSession();
  const inside = (Object.keys(COMMANDS) as HearingCommand['type'][]).filter(
    (type) => COMMANDS[type].where === 'in-court',
  );
  expect(inside).toContain('hand');
  expect(code(() => say(held, 'witness', { type: 'hand', up: true }))).toBe('not-in-court');
  expect(code(() => say(held, 'witness', { type: 'affirm', what: 'oath' }))).toBe('not-in-court');
});

test('a released witness does not come back, a removed person only by the clerk', () => {
  const heard = say(say(inSession(), 'clerk', { type: 'admit', seat: SEATS.witness }), 'judge', {
    type: 'release',
    seat: SEATS.witness,
  });
  const again = come(transition(heard, { type: 'went', seat: SEATS.witness }).hearing, 'witness');
  expect(again.people[SEATS.witness]?.standing).toBe('released');
  expect(code(() => say(again, 'clerk', { type: 'admit', seat: SEATS.witness }))).toBe('wrong-state');
  const removed = say(inSession(), 'clerk', { type: 'remove', seat: SEATS.prosecutor });
  expect(code(() => say(removed, 'clerk', { type: 'admit', seat: SEATS.prosecutor }))).toBe('wrong-state');
  expect(code(() => say(removed, 'clerk', { type: 'send-back', seat: SEATS.prosecutor }))).toBe('allowed');
});

test('a dropped line costs no seat; that of the only judge pauses the hearing', () => {
  const held = inSession();
  const dropped = transition(held, { type: 'went', seat: SEATS.counsel });
  expect(dropped.hearing.state).toBe('open');
  expect(come(dropped.hearing, 'counsel').people[SEATS.counsel]).toMatchObject({
    standing: 'admitted',
    connected: true,
  });
  const lost = transition(held, { type: 'went', seat: SEATS.judge });
  expect(lost.hearing).toMatchObject({ state: 'paused', pausedBy: 'judge-lost' });
  expect(lost.effects.map(({ what }) => what)).toEqual(['went', 'paused-judge-lost']);
  const back = say(come(lost.hearing, 'judge'), 'judge', { type: 'resume' });
  expect(back).toMatchObject({ state: 'open', pausedBy: undefined });
});

test('a private word is for counsel and client, and opens only after both detached and the plane was quiet', () => {
  const held = inSession();
  expect(code(() => say(held, 'counsel', { type: 'confer', seat: SEATS.judge }))).toBe('not-allowed');
  expect(code(() => say(held, 'judge', { type: 'confer', seat: SEATS.accused }))).toBe('not-allowed');
  const asked = say(held, 'counsel', { type: 'confer', seat: SEATS.accused });
  const quiet = (hearing: typeof held) => transition(hearing, { type: 'quiet' }).hearing.privateWord?.quiet;
  expect(quiet(asked)).toBe(false);
  const one = say(asked, 'counsel', { type: 'detached' });
  expect(quiet(one)).toBe(false);
  expect(quiet(say(one, 'accused', { type: 'detached' }))).toBe(true);
});

test('hands keep their order, and go down with the floor', () => {
  const raised = say(say(inSession(), 'counsel', { type: 'hand', up: true }), 'prosecutor', { type: 'hand', up: true });
  const order = [...raised.people].filter(({ hand }) => hand > 0).sort((a, b) => a.hand - b.hand);
  expect(order.map(({ role }) => role)).toEqual(['counsel', 'prosecutor']);
  const given = say(raised, 'judge', { type: 'floor', seat: SEATS.counsel });
  expect(given.people[SEATS.counsel]?.hand).toBe(0);
  expect(given.floor).toBe(SEATS.counsel);
});

test('roll call: each says whom it hears, once a pair, and it ends as one line', () => {
  const rolled = say(inSession(), 'clerk', { type: 'roll-call', on: true });
  const said = say(say(rolled, 'counsel', { type: 'hears', seat: SEATS.judge, yes: false }), 'counsel', {
    type: 'hears',
    seat: SEATS.judge,
    yes: true,
  });
  expect(said.roll).toEqual([{ listener: SEATS.counsel, speaker: SEATS.judge, yes: true }]);
  const { effects } = transition(said, { type: 'said', seat: SEATS.clerk, command: { type: 'roll-call', on: false } });
  expect(effects).toEqual([{ type: 'note', what: 'roll-called', by: SEATS.clerk, text: '3>1=yes' }]);
  expect(code(() => say(inSession(), 'counsel', { type: 'hears', seat: SEATS.judge, yes: true }))).toBe('wrong-state');
});

test('roll call: what the page measured stands beside the word, and where they differ it shows', () => {
  const measured = { seconds: 10, level: -30, concealed: 1, buffer: 45 };
  const rolled = say(inSession(), 'clerk', { type: 'roll-call', on: true });
  const said = say(rolled, 'counsel', { type: 'hears', seat: SEATS.judge, yes: true, measured });
  const { effects } = transition(said, { type: 'said', seat: SEATS.clerk, command: { type: 'roll-call', on: false } });
  expect(effects).toMatchObject([{ text: '3>1=yes/-30/1/45' }]);
  const pair = { listener: 3, speaker: 1 };
  expect(saidDiffers({ ...pair, yes: true, measured })).toBe(false);
  expect(saidDiffers({ ...pair, yes: false, measured })).toBe(true);
  for (const worse of [{ level: -80 }, { concealed: 40 }]) {
    expect(saidDiffers({ ...pair, yes: true, measured: { ...measured, ...worse } })).toBe(true);
    expect(saidDiffers({ ...pair, yes: false, measured: { ...measured, ...worse } })).toBe(false);
  }
  expect(saidDiffers({ ...pair, yes: true })).toBe(false);
});

test('nothing can be done in a hearing that is over', () => {
  const over = say(inSession(), 'judge', { type: 'close' });
  expect(code(() => say(over, 'judge', { type: 'open' }))).toBe('hearing-over');
  expect(code(() => say(scheduled(), 'clerk', { type: 'pause' }))).toBe('not-in-court');
});
