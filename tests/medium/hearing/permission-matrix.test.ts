import { COMMANDS } from '#hearing';
import type { HearingCommand, HearingRole } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../booth/test-house.js';
import { type CourtDevice, newKeys } from './court-device.js';
import { TestCourt } from './test-court.js';

type Type = HearingCommand['type'];
type Where = 'waiting' | 'admitted' | 'released' | 'removed';
const ROLES: HearingRole[] = ['judge', 'prosecutor', 'counsel', 'accused', 'witness', 'expert', 'interpreter', 'party'];
/** Nobody has this seat: what is permitted comes to nothing, and says so with another code than what is not permitted. */
const seat = 63;
/** Each kind of command once, in a form that changes nothing of who may do what. */
const TRIED: Readonly<Record<Type, HearingCommand>> = {
  ready: { type: 'ready', company: 'alone' },
  hand: { type: 'hand', up: true },
  'cannot-hear': { type: 'cannot-hear' },
  'other-voice': { type: 'other-voice', seat },
  'voice-noted': { type: 'voice-noted', seat },
  hears: { type: 'hears', seat, yes: true },
  affirm: { type: 'affirm', what: 'rights' },
  confer: { type: 'confer', seat },
  detached: { type: 'detached' },
  rejoin: { type: 'rejoin' },
  open: { type: 'open' },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  adjourn: { type: 'adjourn' },
  close: { type: 'close' },
  admit: { type: 'admit', seat },
  'send-back': { type: 'send-back', seat },
  release: { type: 'release', seat },
  remove: { type: 'remove', seat },
  mute: { type: 'mute', seat, on: true },
  'room-shown': { type: 'room-shown', present: [] },
  'ask-room': { type: 'ask-room', seat },
  'room-seen': { type: 'room-seen', seat, asSaid: true },
  floor: { type: 'floor', seat },
  'roll-call': { type: 'roll-call', on: true },
  'go-on': { type: 'go-on', seat, reason: 'because' },
  'propose-counsel': { type: 'propose-counsel', seat, attorney: 'nobody' },
  'answer-counsel': { type: 'answer-counsel', number: 1, yes: true },
  'drop-counsel': { type: 'drop-counsel' },
};
const TYPES = Object.keys(COMMANDS) as Type[];
/** Commands that are tried on one socket: with the frame after each they may be refused twice as often. */
const PART = 20;
/** Whoever may do these changes the hearing for all: they are done at the end, each by somebody who may. */
const LASTING: ReadonlySet<Type> = new Set(['pause', 'adjourn', 'close']);

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

/** As the table of commands says: the refusal, or that it is permitted. */
function expected(type: Type, role: HearingRole, standing: Where): string {
  const { roles, where } = COMMANDS[type];
  if (!roles.includes(role) || standing === 'released' || standing === 'removed') return 'not-allowed';
  return where === 'in-court' && standing !== 'admitted' ? 'not-in-court' : 'permitted';
}

/** Says all of these over the wire; an unknown frame after each marks where its answer ends. */
async function answers(device: CourtDevice, types: readonly Type[]): Promise<string[]> {
  const first = device.refusals().length;
  for (const type of types) {
    device.say(TRIED[type]);
    device.send({ type: 'mark' });
  }
  const marks = () =>
    device
      .refusals()
      .slice(first)
      .filter((code) => code === 'message-unknown').length;
  await until(() => marks() === types.length);
  const all = device.refusals().slice(first).join(' ').split('message-unknown').slice(0, -1);
  return all.map((code) => {
    const said = code.trim();
    return ['', 'wrong-state', 'person-unknown'].includes(said) ? 'permitted' : said;
  });
}

async function full(courtroom: string) {
  const people = ROLES.map((role) => ({ role, name: `N ${role}`, language: 'en', protectedFrom: [] }));
  const hearing = await court.schedule({ courtroom, people });
  const cookie = await court.cookie();
  const clerk = await court.enterClerk(hearing, cookie);
  const entries = await Promise.all(
    ROLES.map(async (role, i) => {
      const { body } = await court.ask('POST', `/${hearing}/links`, { seat: i + 1 });
      return { role, seat: i + 1, link: (body as { token: string }).token, keys: await newKeys() };
    }),
  );
  const enter = async (of: (typeof entries)[number]) => {
    const device = await court.enter(of.link, of.keys);
    await device.gets('view');
    return device;
  };
  return { hearing, clerk, entries, enter, cookie };
}

it('over the wire everybody can do what the table of commands says, and nothing else, wherever they stand', async () => {
  const { clerk, entries, enter, hearing, cookie } = await full('matrix');
  clerk.say({ type: 'open' });
  await clerk.sees(({ state }) => state === 'open');
  const wrong: string[] = [];
  const permitted = new Set<Type>();
  // Each on a socket of its own: one that was refused fifty times is closed.
  const look = async (anew: () => Promise<CourtDevice>, role: HearingRole, standing: Where) => {
    const types = TYPES.filter((type) => expected(type, role, standing) !== 'permitted' || !LASTING.has(type));
    const said: string[] = [];
    for (const part of [types.slice(0, PART), types.slice(PART)]) {
      const device = await anew();
      expect(device.view?.you).toMatchObject({ role, standing });
      said.push(...(await answers(device, part)));
    }
    check(types, said, role, standing);
  };
  const check = (types: readonly Type[], all: readonly string[], role: HearingRole, standing: Where) => {
    for (const [at, said] of all.entries()) {
      const type = types[at] as Type;
      if (said === 'permitted') permitted.add(type);
      if (said !== expected(type, role, standing)) wrong.push(`${type} by ${role} ${standing}: ${said}`);
    }
  };
  const round = async (standing: Where, move?: 'admit' | 'release') => {
    for (const one of entries) {
      const device = await enter(one);
      if (move !== undefined) clerk.say({ type: move, seat: one.seat });
      await device.sees(({ you }) => you.standing === standing);
      await look(() => enter(one), one.role, standing);
    }
  };
  await round('waiting');
  await round('admitted', 'admit');
  const enterClerk = async () => {
    const device = await court.enterClerk(hearing, cookie);
    await device.gets('view');
    return device;
  };
  await look(enterClerk, 'clerk', 'admitted');
  const again = await enterClerk();
  // The former device of the clerk was replaced, so that of the test's own is used from here on.
  for (const { seat: of } of entries.slice(0, 4)) again.say({ type: 'remove', seat: of });
  for (const { seat: of } of entries.slice(4)) again.say({ type: 'release', seat: of });
  for (const [at, one] of entries.entries()) {
    const standing = at < 4 ? 'removed' : 'released';
    const device = await enter(one);
    await device.sees(({ you }) => you.standing === standing);
    await look(() => enter(one), one.role, standing);
  }
  expect(wrong).toEqual([]);
  expect(TYPES.filter((type) => !permitted.has(type))).toEqual([...LASTING]);
  expect(again.minute.filter(({ what }) => what === 'admitted').map(({ by }) => by)).toEqual(entries.map(() => 0));
});

it('and what ends or stops a hearing is done by who may', async () => {
  const { clerk, entries, enter } = await full('matrix, lasting');
  const judge = await enter(entries[0]!);
  clerk.say({ type: 'open' });
  clerk.say({ type: 'admit', seat: 1 });
  await judge.sees(({ state, you }) => state === 'open' && you.standing === 'admitted');
  judge.say({ type: 'pause' });
  await clerk.sees(({ state }) => state === 'paused');
  clerk.say({ type: 'resume' });
  await judge.sees(({ state }) => state === 'open');
  judge.say({ type: 'close' });
  await clerk.sees(({ state }) => state === 'closed');
  const next = await full('matrix, lobby');
  const waiting = await next.enter(next.entries[0]!);
  waiting.say({ type: 'adjourn' });
  await next.clerk.sees(({ state }) => state === 'adjourned');
});

it('frames that are not of the channel, or come before entering, are refused and counted', async () => {
  const device = await court.connect();
  device.say({ type: 'open' });
  device.send('no json');
  device.send(Buffer.from([1, 2, 3]));
  device.send({ type: 'command', command: { type: 'open', by: 'judge' } });
  device.send({ type: 'command', command: { type: 'record' } });
  device.send('x'.repeat(17 * 1024));
  await device.settled();
  expect(device.refusals()).toEqual([
    'not-allowed',
    'message-malformed',
    'message-malformed',
    'message-malformed',
    'message-malformed',
    'message-too-large',
    'message-unknown',
  ]);
  for (let i = 0; i < 50; i += 1) device.say({ type: 'close' });
  expect((await device.gone()).reason).toBe('too-many-refusals');
});
