import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { received } from './expected-matrix.js';
import type { HeldHearing } from './held-hearing.js';
import { listen, subscribeMore, tryFeeds, tryOldGrants } from './hostile.js';
import { IsolationCourt } from './isolation-court.js';
import { tablesIn } from './matrix-table.js';
import { type Cell, seatOf, SEATS, type Who } from './seats.js';
import { namesTold } from './told.js';

const TWO: readonly Who[] = ['counsel', 'accused'];
const WINDOW = 500;

let house: IsolationCourt;
beforeAll(async () => {
  house = await IsolationCourt.open();
}, 120_000);
afterAll(() => house?.close());

const inCourt = (held: HeldHearing): Who[] => [...held.parties.keys()];

/** Of whom each in court got packets in a window. */
async function heardOf(held: HeldHearing): Promise<Map<Who, Who[]>> {
  const counts = async (who: Who) => house.peers.heard(`${held.id} ${who} listens`);
  const before = new Map(await Promise.all(inCourt(held).map(async (who) => [who, await counts(who)] as const)));
  await new Promise((resolve) => setTimeout(resolve, WINDOW));
  const of = new Map<Who, Who[]>();
  for (const who of inCourt(held)) {
    const grown = [...(await counts(who))].filter(([mark, count]) => count > (before.get(who)!.get(mark) ?? 0));
    of.set(
      who,
      grown.map(([mark]) => SEATS[mark - 1]!),
    );
  }
  return of;
}

const sorted = (people: readonly Who[]): Who[] => people.toSorted((a, b) => seatOf(a) - seatOf(b));
const others = (of: readonly Who[], but: readonly Who[]): Who[] => of.filter((one) => !but.includes(one));
const allowedTo = (who: Who): Who[] => received({ who: who as Cell['who'], state: 'open', standing: 'admitted' });

/** What each row of the documentation's table says, as it was found. */
const found = new Map<string, [media: string, names: string]>();

async function measure(held: HeldHearing, handles: ReadonlyMap<Who, number>, step: string): Promise<void> {
  const heard = await heardOf(held);
  for (const who of inCourt(held)) {
    const expected = TWO.includes(who) ? [] : others(allowedTo(who), TWO);
    expect(sorted(heard.get(who)!), `${step}: packets at ${who}`).toEqual(sorted(expected));
  }
  for (const who of TWO) {
    expect(await tryOldGrants(held, who), `${step}: grants of ${who}`).toEqual(new Set(['no-grant']));
    const names = namesTold(held, who);
    expect(sorted(names), `${step}: names to ${who}`).toEqual(sorted(allowedTo(who)));
  }
  for (const who of others(inCourt(held), TWO)) {
    const ask = (feeds: readonly Who[]) => subscribeMore(held.parties.get(who)!, handles.get(who)!, feeds);
    const other: Who = who === 'judge' ? 'prosecutor' : 'judge';
    for (const one of TWO) {
      expect(await ask([one]), `${step}: ${who} asks for ${one}`).toBe('other-feed');
      expect(await ask([other, one]), `${step}: ${who} asks for ${one} among others`).toBe('other-feed');
    }
    await held.device(who).settled();
    expect(sorted(namesTold(held, who)).filter((one) => one !== 'waiting witness')).toEqual(sorted(allowedTo(who)));
  }
  found.set('counsel, accused', ['nobody', 'as in court']);
  found.set('everybody else in court', ['court but the two', 'as in court']);
}

it('from the press on neither of the two is received by anybody or receives anybody, and both come back', async () => {
  const held = await house.conveneInFacility();
  await held.openAndPublish();
  const handles = new Map<Who, number>();
  for (const [who, party] of held.parties)
    handles.set(who, await listen(party, house.peers, `${held.id} ${who} listens`, allowedTo(who)));
  // Control: until then each hears all whom they may.
  await vi.waitFor(
    async () => {
      for (const [who, heard] of await heardOf(held)) expect(sorted(heard), who).toEqual(sorted(allowedTo(who)));
    },
    { timeout: 20_000 },
  );

  for (const who of others(inCourt(held), TWO))
    expect(await subscribeMore(held.parties.get(who)!, handles.get(who)!, TWO), who).toBe('updated');

  held.device('accused').say({ type: 'confer', seat: seatOf('counsel') });
  for (const who of TWO) await held.device(who).gets('no-media');
  await vi.waitFor(
    async () => {
      const all = [...(await heardOf(held)).values()].flat();
      expect(all.filter((one) => TWO.includes(one))).toEqual([]);
    },
    { timeout: 10_000 },
  );
  await measure(held, handles, 'pressed');

  for (const who of TWO) held.device(who).say({ type: 'detached' });
  for (const who of TWO) await held.device(who).sees(({ you }) => you.conferring === 'private');
  await measure(held, handles, 'private');

  held.device('counsel').say({ type: 'rejoin' });
  for (const who of TWO) await held.comeBack(who);
  for (const who of TWO) {
    const outcomes = await tryFeeds(held.parties.get(who)!, who);
    expect(outcomes.get('judge'), `${who} is back`).toBe('attached');
  }
  held.close();
}, 240_000);

it('is what the page of the documentation says', async () => {
  const [, , table] = tablesIn(await readFile('docs/isolation-matrix.md', 'utf8'));
  expect(table).toEqual([['who', 'sound and picture', 'names'], ...[...found].map(([who, cells]) => [who, ...cells])]);
});
