import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestChannel } from './test-channel.js';
import type { TestDevice } from './test-device.js';
import { openChannel } from './opened-channel.js';
import { until } from './test-house.js';

let channel: TestChannel;
openChannel((made) => (channel = made));
beforeEach(() => channel.house.withHelpers());

const presentOf = (device: TestDevice) => device.all('state').at(-1)?.present;
const rolesOf = (device: TestDevice) =>
  device
    .all('offer')
    .at(-1)
    ?.roster.map(({ role }) => role);

/** All devices have the keys of the same, their newest, round. */
async function allKeyed(...devices: TestDevice[]): Promise<string> {
  await until(() => new Set(devices.map((device) => device.all('offer').at(-1)?.round)).size === 1);
  await Promise.all(devices.map((device) => until(() => device.keyedIn(device.all('offer').at(-1)?.round))));
  const transcripts = new Set(devices.map((device) => device.transcript()));
  expect(transcripts.size).toBe(1);
  return [...transcripts][0]!;
}

/** So many are in the log. */
const verdicts = (count: number) =>
  until(() => channel.house.keeper.types().filter((type) => type === 'code.verdict').length === count);

/** What the opening entry of a booking's session commits to. */
async function openedDetails(booking: string): Promise<unknown> {
  const { db, all } = channel.house;
  const { commitment, sealed } = await db
    .selectFrom('outbox')
    .innerJoin('opening', (join) => join.on(sql<boolean>`opening.commitment = outbox.leaf ->> 'commitment'`))
    .select(['commitment', 'sealed'])
    .where('outbox.booking', '=', booking)
    .where(sql<boolean>`leaf ->> 'type' = 'booth.opened'`)
    .executeTakeFirstOrThrow();
  return (JSON.parse(await all.vault.unseal(booking, commitment, sealed)) as { details: unknown }).details;
}

/** Booth and attorney, keyed, of a booking with these helpers. */
async function twoOf(helpers: { coCounsel?: string; interpreter?: string }) {
  const { id, code } = await channel.house.admitted(helpers);
  const booth = await channel.enter('kiosk4', await channel.house.all.booth.open('4', code), true);
  const law = await channel.enter('attorney', await channel.attorneyCopy(id), true);
  await allKeyed(booth, law);
  return { id, booth, law };
}

describe('sessions of three and four', () => {
  it('two of four talk, the late two come: one code for all, every verdict entered, the desk sees sealed', async () => {
    const { id, booth, law } = await twoOf({ coCounsel: 'a3', interpreter: 'i1' });
    expect(presentOf(booth)).toEqual([true, true, false, false]);
    expect([rolesOf(booth), rolesOf(law)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const counsel = await channel.enter('counsel', await channel.helperCopy(id, 'a3'), true);
    const three = await allKeyed(booth, law, counsel);
    const voice = await channel.enter('interpreter', await channel.helperCopy(id, 'i1'), true);
    const four = await allKeyed(booth, law, counsel, voice);
    expect(four).not.toBe(three);
    expect(rolesOf(voice)).toEqual([1, 2, 3, 4]);
    expect(voice.all('offer').at(-1)?.roster[3]?.label).toBe('Ivan');
    for (const device of [booth, law, counsel]) await device.verdict(true);
    await verdicts(3);
    expect(channel.house.all.life.of(id).matched).toBe(false);
    await voice.verdict(true);
    await verdicts(4);
    expect(channel.house.all.life.of(id).matched).toBe(true);
    const roles = (type: string) =>
      channel.house.keeper.log.filter((leaf) => leaf.type === type).map((leaf) => leaf.public?.['role']);
    // Of the first two either may have its keys first.
    expect(new Set(roles('party.joined').slice(0, 2))).toEqual(new Set([1, 2]));
    expect(roles('party.joined').slice(2)).toEqual([3, 4]);
    expect(new Set(roles('code.verdict'))).toEqual(new Set([1, 2, 3, 4]));
    expect(channel.house.grants.issued.map(({ party }) => party)).toEqual([0, 1, 2, 3]);
    expect([...channel.house.plane.open.values()].map(({ publishers }) => publishers)).toEqual([4]);
    const { roster } = await channel.attorneyCopy(id);
    expect(await openedDetails(id)).toEqual({ booking: id, booth: '4', parties: roster.map(({ party }) => party) });
    expect(new Set(roster.map(({ party }) => party)).size).toBe(4);
  });

  it('keys of the older round are relayed while the newer handshake runs, by places of the round they name', async () => {
    const { id, booth, law } = await twoOf({ coCounsel: 'a3', interpreter: 'i1' });
    const { round } = law.all('offer')[0]!;
    // Does no handshake: the new round stays open.
    const voice = await channel.enter('interpreter', await channel.helperCopy(id, 'i1'));
    const offer = await voice.gets('offer');
    const body = Buffer.from('older').toString('base64url');
    law.send({ type: 'seal', round, step: 'key', to: 0, body });
    await until(() => booth.all('seal').some((frame) => frame.body === body && frame.from === 1));
    voice.send({ type: 'seal', round, step: 'key', to: 0, body: 'AAAA' });
    // Place 2 of three here is place 3 of the four booked.
    voice.send({ type: 'seal', round: offer.round, step: 'key', to: 1, body });
    await until(() => law.all('seal').some((frame) => frame.body === body && frame.from === 2));
    voice.send({ type: 'seal', round: offer.round, step: 'key', to: 3, body });
    expect((await voice.gets('refused')).code).toBe('message-malformed');
    expect(booth.all('seal').filter((frame) => frame.body === 'AAAA')).toEqual([]);
  });

  it('a co-counsel who ends leaves alone; the others go on, and a return is a new round of all', async () => {
    const { id, booth, law } = await twoOf({ coCounsel: 'a3', interpreter: 'i1' });
    const counsel = await channel.enter('counsel', await channel.helperCopy(id, 'a3'), true);
    await allKeyed(booth, law, counsel);
    const voice = await channel.enter('interpreter', await channel.helperCopy(id, 'i1'), true);
    await allKeyed(booth, law, counsel, voice);
    const { round } = booth.all('offer').at(-1)!;
    counsel.send({ type: 'end' });
    await until(() => counsel.closed !== undefined);
    await until(() => presentOf(booth)?.[2] === false);
    expect(counsel.closed?.code).toBe(1000);
    expect(counsel.all('ended')).toEqual([]);
    // Once before it was given, once for leaving.
    expect(channel.house.grants.endedParties.filter((party) => party === 2)).toHaveLength(2);
    expect(await channel.state(id)).toEqual(['in-session', null]);
    const body = Buffer.from('after').toString('base64url');
    law.send({ type: 'seal', round, step: 'key', to: 3, body });
    await until(() => voice.all('seal').some((frame) => frame.body === body && frame.from === 1));
    expect(booth.all('offer').at(-1)?.round).toBe(round);
    const again = await channel.enter('counsel', await channel.helperCopy(id, 'a3'), true);
    await allKeyed(booth, law, again, voice);
    expect(booth.all('offer').at(-1)?.round).not.toBe(round);
    await until(() =>
      channel.house.keeper.log.some((leaf) => leaf.type === 'party.left' && leaf.public?.['role'] === 3),
    );
    voice.send({ type: 'without-matching', round: booth.all('offer').at(-1)!.round });
    expect((await voice.gets('refused')).code).toBe('not-allowed');
    law.send({ type: 'end' });
    expect((await voice.gets('ended')).code).toBe('ended-by-attorney');
  });

  it('one of three who comes back with its round is let into it: no offer, and its RESUME is relayed', async () => {
    const { id, booth, law } = await twoOf({ coCounsel: 'a3', interpreter: 'i1' });
    const counsel = await channel.enter('counsel', await channel.helperCopy(id, 'a3'), true);
    await allKeyed(booth, law, counsel);
    const { round } = booth.all('offer').at(-1)!;
    counsel.socket.terminate();
    await until(() => presentOf(booth)?.[2] === false);
    const again = await channel.connect('counsel', await channel.helperCopy(id, 'a3'));
    again.send({ type: 'enter', booking: id, holds: round });
    await again.gets('media');
    const body = Buffer.from('hello').toString('base64url');
    again.send({ type: 'seal', round, step: 'resume-hello', to: 0, body });
    await until(() => booth.all('seal').some((frame) => frame.step === 'resume-hello' && frame.from === 2));
    expect(presentOf(law)).toEqual([true, true, true, false]);
    expect(booth.all('offer').at(-1)?.round).toBe(round);
    expect(again.all('offer')).toEqual([]);
    // A RESUME that comes to nothing: the device asks, and all get an offer.
    again.send({ type: 'again' });
    expect((await again.gets('offer')).round).not.toBe(round);
  });

  it('lets in whom the booking names, and answers everybody else as if there were none', async () => {
    const { id } = await twoOf({ interpreter: 'i1' });
    const copy = await channel.attorneyCopy(id);
    for (const who of ['stranger', 'counsel', 'otherInterpreter', 'desk', 'kiosk5']) {
      const device = await channel.enter(who, copy);
      expect((await device.gets('refused')).code).toBe('not-found');
    }
    const voice = await channel.enter('interpreter', copy);
    await voice.gets('media');
    expect(presentOf(voice)).toEqual([true, true, true]);
  });
});
