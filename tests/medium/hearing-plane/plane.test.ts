import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import { userNamed } from '../../../libs/plane/src/janus/system-users.js';
import { readFacts } from '../../../libs/plane/src/measure/read-facts.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { JanusCaller, LONE_OFFER, publish } from '../booth-plane/janus-caller.js';
import { orderForwarder } from '../booth-plane/order-forwarder.js';
import { sendDatagram } from '../booth-plane/send-datagram.js';
import { StartedPlane } from '../booth-plane/started-plane.js';

const HEARING = { plane: 'hearing-plane' } as const;

let namespace: TestNamespace;
let folder: string;
let plane: StartedPlane | undefined;
let uid: number;

beforeEach(async () => {
  namespace = await TestNamespace.create();
  folder = await mkdtemp(join(tmpdir(), 'habeas-plane-'));
  await chmod(folder, 0o711);
  await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
  uid = (await userNamed('habeas-hearing')).uid;
});

afterEach(async () => {
  await plane?.stop();
  plane = undefined;
  await namespace.remove();
  await rm(folder, { recursive: true, force: true });
});

const ruleset = async () => (await namespace.run(['nft', 'list', 'ruleset'])).stdout;

it('is what /proc says: own user, no rights, no files, two modules, no TCP; and nothing is left of it', async () => {
  plane = await StartedPlane.start(namespace, folder, HEARING);
  const contact = await plane.contact();
  expect(contact.profile).toEqual({ profile: 'full', missing: [] });
  const facts = await readFacts(contact.pid);
  expect(facts).toMatchObject({
    uids: [uid, uid, uid, uid],
    withoutCapabilities: true,
    noNewPrivileges: true,
    seccompMode: 2,
    fileSizeZero: true,
    coreSizeZero: true,
    modules: ['libjanus_videoroom.so', 'libjanus_websockets.so'],
    tcpSockets: 0,
  });
  // Positive control: the same look at this very process.
  expect(await readFacts(process.pid)).toMatchObject({ withoutCapabilities: false, fileSizeZero: false });
  const { gid } = await userNamed('habeas-facility');
  const file = await stat(plane.contactFile);
  expect([file.uid, file.gid, file.mode & 0o7777]).toEqual([0, gid, 0o640]);
  for (const place of ['api', 'admin']) {
    const made = await stat(join(plane.root, place));
    expect([made.uid, made.gid, made.mode & 0o7777]).toEqual([uid, gid, 0o2750]);
  }
  expect(await plane.stop()).toBe(0);
  await expect(readFile(plane.contactFile)).rejects.toThrow('ENOENT');
  expect(await ruleset()).toBe('');
  expect(await namespace.processes()).toEqual([]);
});

it('takes one port of its range for each connection, however many media are in it', async () => {
  plane = await StartedPlane.start(namespace, folder, HEARING);
  const contact = await plane.contact();
  const [from, to] = contact.mediaPorts;
  expect(to - from).toBe(399);
  const caller = await JanusCaller.connect(contact);
  await publish(contact, caller);
  const alone = (await readFacts(contact.pid)).udpSockets;
  expect(alone).toHaveLength(1);

  const second = await caller.attach();
  await caller.request(second, { request: 'joinandconfigure', ptype: 'publisher', room: 1 }, WITH_PICTURE);
  const both = (await readFacts(contact.pid)).udpSockets;
  expect(both).toHaveLength(2);
  for (const { address, port } of both) {
    expect(address).toBe(namespace.address);
    expect(port).toBeGreaterThanOrEqual(from);
    expect(port).toBeLessThanOrEqual(to);
  }
  caller.close();
});

it('lets its user send UDP from its media ports and nothing else', async () => {
  plane = await StartedPlane.start(namespace, folder, HEARING);
  const [from, to] = (await plane.contact()).mediaPorts;
  const send = (user: number, port: number) =>
    sendDatagram(namespace, user, [namespace.address, port], namespace.address);
  expect([await send(uid, from), await send(uid, to)]).toEqual(['sent', 'sent']);
  expect([await send(uid, from - 1), await send(uid, to + 1), await send(uid, 0)]).toEqual(Array(3).fill('EPERM'));
  // Positive control: another user may send from anywhere.
  expect(await send(65534, to + 1)).toBe('sent');
});

it('delivers nothing to a forwarder made with every secret, keeps no record, and is killed for the socket', async () => {
  await chmod(folder, 0o777);
  plane = await StartedPlane.start(namespace, folder, HEARING);
  const { accepted, status, received, names, output } = await orderForwarder(namespace, plane);
  expect(accepted).toBe('rtp_forward');
  expect(received).toBe(0);
  expect(names).toEqual(['ws.sock']);
  expect([status, output]).toEqual([3, expect.stringContaining('does not hold: udp-media-range-only')]);
  expect(output).toContain('The hearing plane was killed');
}, 60_000);

it('positive control: without root there is no rule, and the same forwarder delivers until the plane is killed', async () => {
  await chmod(folder, 0o777);
  const as = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  plane = await StartedPlane.start(namespace, folder, { ...HEARING, as });
  const { received, status } = await orderForwarder(namespace, plane);
  expect(received).toBeGreaterThan(0);
  expect(status).toBe(3);
}, 60_000);

it('does not start on the ports that booths were given', async () => {
  const environment = { HABEAS_HEARING_MEDIA_PORTS: '29000-29399', HABEAS_MEDIA_PORTS: '29100-29200' };
  plane = await StartedPlane.start(namespace, folder, { ...HEARING, environment });
  expect(await plane.ended()).toBe(1);
  expect(plane.output).toContain('29100-29200 are media ports of another plane');
  expect(await ruleset()).toBe('');
});

/** As LONE_OFFER, with a picture in the same bundle. */
const WITH_PICTURE = {
  ...LONE_OFFER,
  sdp: `${LONE_OFFER.sdp.replace('BUNDLE 0', 'BUNDLE 0 1')}${['m=video 9 UDP/TLS/RTP/SAVPF 96', 'c=IN IP4 0.0.0.0', 'a=mid:1', 'a=sendonly', 'a=rtcp-mux', 'a=setup:actpass', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx', `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`, 'a=rtpmap:96 VP9/90000', 'a=ssrc:2 cname:c', 'a=msid:s v'].join('\r\n')}\r\n`,
};
