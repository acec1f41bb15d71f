import { MAX_SESSION_FRAME } from '#protocol';
import { describe, expect, it } from 'vitest';
import { Bells } from '../../../apps/facility/src/booking/bells.js';
import { partyBooking } from '../../../apps/facility/src/booking/booking-rows.js';
import { EndSession } from '../../../apps/facility/src/booth/end-session.js';
import { ringBell } from '../../../apps/facility/src/booth/ring-bell.js';
import { MAX_REFUSALS } from '../../../apps/facility/src/gateway/device-connection.js';
import { SessionRefusals } from '../../../apps/facility/src/booth/session-refusals.js';
import { KIOSK4, type TestChannel } from './test-channel.js';
import { openChannel } from './opened-channel.js';
import { until } from './test-house.js';

let channel: TestChannel;
openChannel((made) => (channel = made));

describe('the session channel', () => {
  it('brings two devices to keyed and enters both signed verdicts; the desk sees sealed', async () => {
    const { id, booth, law, session } = await channel.bothKeyed();
    await booth.verdict(true);
    await law.verdict(true);
    await law.gets('seal', 4);
    await until(() => channel.house.all.life.of(id).matched);
    law.send({ type: 'end' });
    expect(await booth.gets('ended')).toEqual({ type: 'ended', code: 'ended-by-attorney' });
    await channel.completed(id);
    await channel.drained();
    expect(channel.house.keeper.types()).toEqual([
      'booking.made',
      'booking.admitted',
      'booth.opened',
      'party.joined',
      'party.joined',
      'code.verdict',
      'code.verdict',
      'session.closed',
    ]);
    const verdicts = channel.house.keeper.log.filter(({ type }) => type === 'code.verdict');
    for (const leaf of verdicts) expect(leaf.by).toBe(`visit:${String(leaf.public?.['vk'])}`);
    expect(channel.house.keeper.log.filter((leaf) => leaf.session === session).map(({ seq }) => seq)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect(JSON.stringify(channel.house.keeper.log)).not.toMatch(/\b1001\b|Attorney 1|\ba1\b/);
    expect(channel.house.plane.open.size).toBe(0);
    expect(channel.house.grants.revoked).toEqual([session]);
  });

  it('does not take another device for the kiosk, whatever cookie and code it brings', async () => {
    const { id, code } = await channel.house.admitted();
    const stolen = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const booth = await channel.enter('kiosk4', await channel.house.all.booth.open('4', code), true, stolen);
    await booth.gets('media');
    const law = await channel.enter('attorney', await channel.attorneyCopy(id), true);
    expect((await booth.gets('refused')).code).toBe('kiosk-not-enrolled');
    await until(() => booth.all('seal').length === 2);
    expect(booth.all('seal').map(({ step }) => step)).toEqual(['commit', 'reveal']);
    // A later frame of the thief's arrives: what was missing before it was not on its way.
    await law.gets('seal', 2);
    expect(law.all('seal').map(({ step }) => step)).toEqual(['commit', 'confirm']);
    expect(law.handshake?.phase).toBe('revealing');
  });

  it('gives no media to an attorney who waits, and gives it when the booth opens', async () => {
    const { id, code } = await channel.house.admitted();
    const law = await channel.enter('attorney', await channel.attorneyCopy(id));
    expect(await law.gets('state')).toMatchObject({ state: 'waiting', present: [false, true] });
    expect(law.all('media')).toEqual([]);
    expect(channel.house.plane.open.size).toBe(0);
    await channel.house.all.booth.open('4', code);
    await law.gets('media');
    expect(law.all('state').at(-1)).toMatchObject({ state: 'open' });
  });

  it('lets nobody else in, and does not say whether the booking exists', async () => {
    const { id } = await channel.both();
    const copy = await channel.attorneyCopy(id);
    for (const who of ['kiosk5', 'stranger', 'desk']) {
      const device = await channel.enter(who, copy);
      expect((await device.gets('refused')).code).toBe('not-found');
      device.send({ type: 'end' });
      expect((await device.gets('refused', 2)).code).toBe('not-allowed');
      device.socket.close();
    }
    const nobody = await channel.enter('nobody', copy);
    expect((await nobody.gets('refused')).code).toBe('not-signed-in');
    await until(() => nobody.closed !== undefined);
    const none = await channel.enter('attorney', { ...copy, id: 'f'.repeat(32) });
    expect((await none.gets('refused')).code).toBe('not-found');
    expect(await channel.state(id)).toEqual(['in-session', null]);
  });

  it('relays in order, with the place the server knows, to whom it is for', async () => {
    const { booth, law } = await channel.both();
    const { round } = law.all('offer')[0]!;
    for (let i = 0; i < 100; i += 1) {
      law.send({ type: 'seal', round, step: 'key', to: 0, body: Buffer.from([i]).toString('base64url') });
    }
    await booth.gets('seal', 100);
    const got = booth.all('seal');
    expect(got.map(({ body }) => Buffer.from(body, 'base64url')[0])).toEqual(got.map((_, i) => i));
    expect(new Set(got.map(({ from }) => from))).toEqual(new Set([1]));
    expect(law.all('seal')).toEqual([]);
  });

  it('refuses bad frames each with its code, loses nothing after them, and closes after 50', async () => {
    const { booth, law, id } = await channel.both();
    const { round } = law.all('offer')[0]!;
    const bad: [unknown, string][] = [
      ['{', 'message-malformed'],
      ['null', 'message-malformed'],
      [Buffer.from([1, 2, 3]), 'message-malformed'],
      [{ type: 'record' }, 'message-unknown'],
      [{ type: 'end', extra: 1 }, 'message-malformed'],
      [{ type: 'seal', round, step: 'commit', from: 0, body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round, step: 'key', body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round, step: 'key', to: 1, body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round, step: 'key', to: 3, body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round: 5, step: 'commit', body: 'AA' }, 'message-malformed'],
      ['x'.repeat(MAX_SESSION_FRAME + 1), 'message-too-large'],
      [{ type: 'enter', booking: id }, 'wrong-state'],
    ];
    for (const [frame] of bad) law.send(frame);
    await law.gets('refused', bad.length);
    expect(law.refusals()).toEqual(bad.map(([, code]) => code));
    law.send({ type: 'seal', round, step: 'commit', body: 'AA' });
    await booth.gets('seal');
    for (let i = bad.length; i < MAX_REFUSALS; i += 1) law.send('{');
    await until(() => law.closed !== undefined);
    expect(law.refusals().at(-1)).toBe('too-many-refusals');
    expect(await channel.state(id)).toEqual(['in-session', null]);
  });

  it('going on without matching is the attorney’s alone, and entered', async () => {
    const { booth, law } = await channel.both();
    const { round } = law.all('offer')[0]!;
    booth.send({ type: 'without-matching', round });
    expect((await booth.gets('refused')).code).toBe('not-allowed');
    law.send({ type: 'without-matching', round });
    await booth.gets('without-matching');
    await until(() => channel.house.keeper.types().includes('code.skipped'));
  });

  it('who was away when the attorney went on without matching is told when it is back in its round', async () => {
    const { id, booth, law } = await channel.bothKeyed();
    const { round } = law.all('offer')[0]!;
    booth.socket.terminate();
    await until(() => law.all('state').at(-1)?.present[0] === false);
    law.send({ type: 'without-matching', round });
    await until(() => channel.house.keeper.types().includes('code.skipped'));
    const row = await channel.rowOf(id);
    const again = await channel.connect('kiosk4', partyBooking(row, row.booth_party));
    again.send({ type: 'enter', booking: id, holds: round });
    expect((await again.gets('without-matching')).round).toBe(round);
    expect(again.all('offer')).toEqual([]);
  });

  it('a dropped socket ends nothing; the one who comes back is not offered anew once keyed', async () => {
    const { id, booth, law } = await channel.bothKeyed();
    law.socket.terminate();
    await until(() => booth.all('state').at(-1)?.present[1] === false);
    expect(await channel.state(id)).toEqual(['in-session', null]);
    const again = await channel.enter('attorney', await channel.attorneyCopy(id));
    await again.gets('media');
    await until(() => channel.house.keeper.types().filter((type) => type === 'party.joined').length === 3);
    expect(again.all('offer')).toEqual([]);
    again.send({ type: 'again' });
    expect((await again.gets('offer')).attempt).toBe(2);
    expect(channel.house.keeper.types()).toContain('party.left');
  });

  it('an older socket of the same place gives way', async () => {
    const { id, law } = await channel.both();
    const second = await channel.enter('attorney', await channel.attorneyCopy(id));
    await second.gets('media');
    await until(() => law.closed !== undefined);
    expect(law.closed?.code).toBe(4001);
  });

  it('a device that does not enter in time is closed, whatever else it sends; one that entered stays', async () => {
    channel.enterWithinMs = 300;
    const { id, law } = await channel.both();
    const copy = await channel.attorneyCopy(id);
    const silent = await channel.connect('attorney', copy);
    const loud = await channel.connect('attorney', copy);
    loud.send({ type: 'end' });
    await until(() => silent.closed !== undefined && loud.closed !== undefined);
    expect([silent.closed?.code, loud.closed?.code, loud.refusals()]).toEqual([1008, 1008, ['not-allowed']]);
    expect(law.closed).toBeUndefined();
  });

  it('sign-out closes the socket and ends what the device was granted', async () => {
    const { law, booth } = await channel.both();
    await channel.door.dismiss({ session: 'sign-in of a1', reason: 'signed-out' });
    await until(() => law.closed !== undefined);
    expect(law.closed?.code).toBe(4003);
    expect(booth.closed).toBeUndefined();
    expect(channel.house.grants.issued.map(({ signIn }) => signIn)).toEqual([KIOSK4, 'sign-in of a1']);
    expect(channel.house.grants.endedSignIns).toEqual(['sign-in of a1']);
  });

  it('a device that does not answer the close is cut off, and one that signed out while it connected gets nothing', async () => {
    const { law, id } = await channel.both();
    law.socket.pause();
    const cut = new Promise((resolve) => channel.serverSocketOf('attorney').once('close', resolve));
    await channel.door.dismiss({ session: 'sign-in of a1', reason: 'revoked' });
    await cut;
    channel.ended.tell({ session: 'sign-in of a1', reason: 'revoked' });
    const late = await channel.enter('attorney', await channel.attorneyCopy(id));
    await until(() => late.closed !== undefined);
    expect(late.closed?.code).toBe(4003);
    expect(late.all('media')).toEqual([]);
  });

  it('a bell of the booth waits at the desk, until the session ends', async () => {
    const { booth } = await channel.both();
    const calling = () =>
      channel.house.db.selectFrom('booth').select('calling_at').where('number', '=', '4').executeTakeFirstOrThrow();
    await ringBell(channel.house.db, '4', 'cannot-hear', channel.house.at);
    await ringBell(channel.house.db, '4', undefined, channel.house.at);
    expect((await calling()).calling_at).not.toBeNull();
    expect((await new Bells(channel.house.db, channel.house.now).open()).bells).toMatchObject([
      { booth: '4', problem: 'cannot-hear' },
    ]);
    booth.send({ type: 'end' });
    await until(async () => (await calling()).calling_at === null);
  });

  it('enters refusals of the gateway in their session', async () => {
    const { session } = await channel.both();
    const sink = new SessionRefusals();
    sink.serve(channel.house.all.life);
    const grant = { session, booking: '', party: 1, role: 2, room: { id: 1, pin: '', publishers: 2 }, signIn: '' };
    sink.refused(grant, 'other-room', 3);
    sink.refused(undefined, 'no-grant', 1);
    await until(() => channel.house.keeper.types().includes('gateway.refused'));
    expect(channel.house.keeper.log.at(-1)?.public).toEqual({ role: 2, code: 'other-room', count: 3 });
  });

  /** The facility starts anew, and both devices come back. `seals`: they do what is offered. */
  async function restarted(id: string, seals = false) {
    await channel.restart();
    await channel.house.all.life.recover();
    const copy = await channel.attorneyCopy(id);
    const kiosk = { ...copy, party: (await channel.rowOf(id)).booth_party };
    const law = await channel.enter('attorney', copy, seals);
    const booth = await channel.enter('kiosk4', kiosk, seals);
    await law.gets('media');
    await until(() => law.all('state').at(-1)?.present.every(Boolean) === true);
    return { law, booth };
  }

  it('after a restart a compared session goes on in its room and its round, others lose their rooms', async () => {
    const { id, session, booth, law } = await channel.bothKeyed();
    await Promise.all([booth.verdict(true), law.verdict(true)]);
    await until(async () => (await channel.rowOf(id)).compared);
    channel.house.plane.open.set('e'.repeat(32), { id: 99, pin: '', publishers: 2 });
    const back = await restarted(id);
    expect([...channel.house.plane.open.keys()]).toEqual([session]);
    expect(back.law.all('offer')).toEqual([]);
    expect(channel.house.all.life.of(id).matched).toBe(true);
    await new EndSession(channel.house.db, channel.house.all.life).end(id, 'ended-by-staff', { by: 'desk1' });
    expect(await channel.state(id)).toEqual(['completed', 'ended-by-staff']);
  });

  it('after a restart while the numbers are compared there is a new round, and its verdicts are entered', async () => {
    const { id, booth } = await channel.bothKeyed();
    await booth.verdict(true);
    await until(() => channel.house.keeper.types().includes('code.verdict'));
    const round = (await channel.rowOf(id)).round ?? '';
    expect((await channel.rowOf(id)).compared).toBe(false);
    const back = await restarted(id, true);
    await Promise.all([back.law.keyed(), back.booth.keyed()]);
    expect((await back.law.gets('offer')).round).not.toBe(round);
    await Promise.all([back.law.verdict(true), back.booth.verdict(true)]);
    await until(async () => (await channel.rowOf(id)).compared);
    await until(() => channel.house.keeper.types().filter((type) => type === 'code.verdict').length === 3);
    expect(channel.house.all.life.of(id).matched).toBe(true);
  });
});
