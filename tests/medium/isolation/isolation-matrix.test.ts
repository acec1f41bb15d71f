import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { JanusHearingPlane } from '#janus';
import { named, received } from './expected-matrix.js';
import type { HeldHearing } from './held-hearing.js';
import { listen, subscribeMore, tidingsOf, tryFeeds, tryOldGrants, tryTheForbidden } from './hostile.js';
import { IsolationCourt } from './isolation-court.js';
import { markdownOf, type Reach, rowsOf, tablesIn } from './matrix-table.js';
import type { Cell, Standing, State, Who } from './seats.js';
import { ROLES, SCREENED, SCREENED_FROM, seatOf, SEATS, STANDINGS } from './seats.js';
import { namesTold, seatsTold } from './told.js';

/** Milliseconds for which packets are counted, where some must come as well as where none may. */
const WINDOW = 500;
/** A file that the measured tables are written to, to be read. */
const SHOWN = process.env['ISOLATION_MATRIX'];

const keyOf = ({ who, state, standing }: Cell): string => `${who}, ${state}, ${standing}`;
const gotten = new Map<string, readonly Who[]>();
const told = new Map<string, readonly Who[]>();
const measured =
  (of: ReadonlyMap<string, readonly Who[]>): Reach =>
  (cell) => {
    const found = of.get(keyOf(cell));
    if (found === undefined) throw new Error(`not measured: ${keyOf(cell)}`);
    return found;
  };

let house: IsolationCourt;
/** Another hearing, held at the same time on the same plane. */
let foreign: { room: number; session: number };

beforeAll(async () => {
  house = await IsolationCourt.open();
  const other = await house.convene();
  await other.openAndPublish();
  const plane = new JanusHearingPlane(async () => house.contact);
  const room = (await plane.rooms()).find(({ session }) => session === other.id)!.id;
  await plane.close();
  foreign = { room, session: other.parties.get('judge')!.session };
}, 120_000);
afterAll(() => house?.close());

/** Where nothing may be received: what a fresh device of this person is told, and what every grant it ever had is worth. */
async function measure(held: HeldHearing, cell: Cell): Promise<void> {
  const device = await held.enter(cell.who);
  const names = namesTold(held, cell.who);
  told.set(keyOf(cell), names);
  const runs = cell.who === 'judge' || cell.who === 'clerk';
  // No seat is told without its name, but to judge and clerk by the minute.
  if (!runs || named(cell).length === 0) expect(seatsTold(device, cell.who), keyOf(cell)).toEqual(names);
  expect(await tryOldGrants(held, cell.who), keyOf(cell)).toEqual(new Set(['no-grant']));
  gotten.set(keyOf(cell), []);
}

const sendBack = (held: HeldHearing, who: Who): Promise<void> => held.move(who, 'send-back', 'waiting');

/** Each in turn leaves the court, while all others stay in it. */
async function oneByOne(held: HeldHearing, state: State, leave = sendBack): Promise<void> {
  for (const who of ROLES) {
    await leave(held, who);
    await measure(held, { who, state, standing: 'waiting' });
    await held.move(who, 'remove', 'removed');
    await measure(held, { who, state, standing: 'removed' });
    await held.move(who, 'send-back', 'waiting');
    await held.move(who, 'admit', 'admitted');
  }
  for (const who of ROLES) {
    await held.move(who, 'release', 'released');
    await measure(held, { who, state, standing: 'released' });
  }
}

/** Packets that each of these listeners gets in a window. */
async function packetsIn(held: HeldHearing, listeners: readonly Who[]): Promise<number[]> {
  const count = async (who: Who) => {
    const heard = await house.peers.heard(`${held.id} ${who} listens`);
    return [...heard.values()].reduce((sum, one) => sum + one, 0);
  };
  const before = await Promise.all(listeners.map(count));
  await new Promise((resolve) => setTimeout(resolve, WINDOW));
  return (await Promise.all(listeners.map(count))).map((after, at) => after - before[at]!);
}

/** All listen to all whom they are let; resolves with their handles when each hears each of them. */
async function allListen(held: HeldHearing, feedsOf: (who: Who) => readonly Who[]): Promise<Map<Who, number>> {
  const handles = new Map<Who, number>();
  for (const [who, party] of held.parties) {
    const [name, feeds] = [`${held.id} ${who} listens`, feedsOf(who)];
    handles.set(who, await listen(party, house.peers, name, feeds));
    const heard = async () => [...(await house.peers.heard(name)).keys()].map((mark) => SEATS[mark - 1]);
    await vi.waitFor(async () => expect(new Set(await heard()), name).toEqual(new Set(feeds)), { timeout: 15_000 });
  }
  return handles;
}

const cellOf = (who: Who): Cell => ({ who: who as Cell['who'], state: 'open', standing: 'admitted' });

it('before it opens nobody has a grant that opens anything', async () => {
  const held = await house.convene();
  for (const who of ROLES) await measure(held, { who, state: 'scheduled', standing: 'admitted' });
  await oneByOne(held, 'scheduled');
  held.close();
}, 180_000);

it('while it is open everybody in court can get everybody whom they may, and nobody else', async () => {
  const held = await house.convene();
  await held.openAndPublish();
  held.device(SCREENED).say({ type: 'hand', up: true });
  await held
    .device('judge')
    .sees(({ people }) => people.some(({ seat, hand }) => seat === seatOf(SCREENED) && hand === 1));
  held.device('prosecutor').say({ type: 'hand', up: true });
  const feeds = new Map<Who, Who[]>();
  for (const [who, party] of held.parties) {
    const cell = cellOf(who);
    // One for each whose media came up, and none for anybody whom one may not know.
    expect(tidingsOf(party), keyOf(cell)).toBe(received(cell).length);
    const outcomes = await tryFeeds(party, who);
    expect(new Set(outcomes.values()), keyOf(cell)).toEqual(new Set(['attached', 'other-feed']));
    const got = SEATS.filter((one) => outcomes.get(one) === 'attached');
    feeds.set(who, got);
    gotten.set(keyOf(cell), got);
    expect(await tryTheForbidden(party, foreign), keyOf(cell)).toEqual({
      never: new Set(['request-not-allowed', 'field-not-allowed']),
      otherRoom: 'other-room',
      otherSession: 'other-session',
      info: 'verb-not-allowed',
      own: 'ack',
    });
    const device = held.device(who);
    const raised = seatOf('prosecutor');
    await device.sees(({ people, you }) =>
      you.seat === raised ? you.handUp : people.some(({ seat, hand }) => seat === raised && hand !== undefined),
    );
    await device.settled();
    told.set(keyOf(cell), namesTold(held, who));
    const hand = device.view?.people.find(({ seat }) => seat === raised)?.hand;
    if (who !== 'prosecutor') expect(hand, keyOf(cell)).toBe(who === SCREENED_FROM ? 1 : 2);
  }
  const handles = await allListen(held, (who) => feeds.get(who)!);
  for (const [who, party] of held.parties) {
    const [first] = feeds.get(who)!;
    const refused = SEATS.filter((one) => one !== who && !feeds.get(who)!.includes(one));
    const handle = handles.get(who)!;
    // All of a request or none of it, also over a handle that receives already.
    for (const one of refused) expect(await subscribeMore(party, handle, [first!, one])).toBe('other-feed');
    expect(await subscribeMore(party, handle, [first!])).toBe('updated');
  }
  await oneByOne(held, 'open', async (_, who) => {
    const packets = async () => (await packetsIn(held, [who]))[0];
    expect(await packets(), `${who} hears nothing in court`).toBeGreaterThan(0);
    await sendBack(held, who);
    await vi.waitFor(async () => expect(await packets(), `${who} still hears`).toBe(0), { timeout: 15_000 });
  });
  held.close();
}, 240_000);

it('in a pause nobody gets a packet more, and no grant is worth anything', async () => {
  const held = await house.convene();
  await held.openAndPublish();
  await allListen(held, (who) => received(cellOf(who)));
  const listeners = [...held.parties.keys()];
  for (const packets of await packetsIn(held, listeners)) expect(packets).toBeGreaterThan(0);
  held.say({ type: 'pause' });
  for (const who of ROLES) await held.device(who).sees(({ state }) => state === 'paused');
  await vi.waitFor(async () => expect(Math.max(...(await packetsIn(held, listeners)))).toBe(0), { timeout: 15_000 });
  for (const who of ROLES) await measure(held, { who, state: 'paused', standing: 'admitted' });
  await oneByOne(held, 'paused');
  held.close();
}, 240_000);

const WAY: Readonly<Record<Exclude<Standing, 'admitted'>, 'send-back' | 'remove' | 'release'>> = {
  waiting: 'send-back',
  removed: 'remove',
  released: 'release',
};

it.each(['adjourned', 'closed'] as const)(
  'once it is %s nobody is let in, whoever had stood where',
  async (state) => {
    for (const standing of STANDINGS) {
      const held = await house.convene();
      await held.open();
      if (standing !== 'admitted') for (const who of ROLES) await held.move(who, WAY[standing], standing);
      held.say({ type: state === 'closed' ? 'close' : 'adjourn' });
      for (const who of ROLES) await held.device(who).gone();
      for (const who of ROLES) await measure(held, { who, state, standing });
      held.close();
    }
  },
  240_000,
);

it('is what was written down beforehand, and what the page of the documentation says', async () => {
  const [media, names] = [rowsOf(measured(gotten)), rowsOf(measured(told))];
  if (SHOWN !== undefined) await writeFile(SHOWN, `${markdownOf(media)}\n\n${markdownOf(names)}\n`);
  expect(media).toEqual(rowsOf(received));
  expect(names).toEqual(rowsOf(named));
  const [documentedMedia, documentedNames] = tablesIn(await readFile('docs/isolation-matrix.md', 'utf8'));
  expect(documentedMedia).toEqual(media);
  expect(documentedNames).toEqual(names);
});
