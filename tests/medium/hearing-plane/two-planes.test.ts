import { readFileSync } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import type { PlaneContact } from '../../../libs/janus/src/plane-contact.js';
import { userNamed } from '../../../libs/plane/src/janus/system-users.js';
import { readFacts } from '../../../libs/plane/src/measure/read-facts.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { sendDatagram } from '../booth-plane/send-datagram.js';
import { StartedPlane } from '../booth-plane/started-plane.js';
import { enterSocket } from './enter-socket.js';

let namespace: TestNamespace;
let folder: string;
let booth: StartedPlane | undefined;
let hearing: StartedPlane | undefined;

beforeEach(async () => {
  namespace = await TestNamespace.create();
  folder = await mkdtemp(join(tmpdir(), 'habeas-plane-'));
  await chmod(folder, 0o711);
  await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
  // As npm start and the units make them: everybody may pass, so the folders of the sockets themselves must hold.
  for (const own of ['booth-plane', 'hearing-plane']) {
    await mkdir(join(folder, own));
    await chmod(join(folder, own), 0o711);
  }
  booth = await StartedPlane.start(namespace, folder);
  hearing = await StartedPlane.start(namespace, folder, { plane: 'hearing-plane' });
});

afterEach(async () => {
  await Promise.all([booth?.stop(), hearing?.stop()]);
  [booth, hearing] = [undefined, undefined];
  await namespace.remove();
  await rm(folder, { recursive: true, force: true });
});

const contacts = async () =>
  Promise.all([(booth as StartedPlane).contact(), (hearing as StartedPlane).contact()] as const);
const ruleset = async () => (await namespace.run(['nft', 'list', 'ruleset'])).stdout;
const SECRETS = ['apiSecret', 'adminKey', 'adminSecret', 'roomSeed'] as const;

it('share no user, secret, socket or port, and each is whole beside the other', async () => {
  const [ofBooths, ofHearings] = await contacts();
  for (const { profile } of [ofBooths, ofHearings]) expect(profile).toEqual({ profile: 'full', missing: [] });
  const users = await Promise.all([ofBooths, ofHearings].map(async ({ pid }) => (await readFacts(pid)).uids[0]));
  expect(users).toEqual([(await userNamed('habeas-booth')).uid, (await userNamed('habeas-hearing')).uid]);
  const all = [ofBooths, ofHearings].flatMap((contact) => SECRETS.map((name) => contact[name]));
  expect(new Set(all).size).toBe(8);
  expect(ofHearings.apiSocket).not.toBe(ofBooths.apiSocket);
  const [first, second] = [ofBooths.mediaPorts, ofHearings.mediaPorts].sort(([one], [other]) => one - other);
  expect(first?.[1]).toBeLessThan(second?.[0] as number);
  expect(ofHearings.configHash).not.toBe(ofBooths.configHash);
});

it('neither user enters the sockets of the other, and neither Janus sees that there is another', async () => {
  const [ofBooths, ofHearings] = await contacts();
  const enter = async (user: string, { apiSocket, adminSocket }: PlaneContact) => {
    const { uid, gid } = await userNamed(user);
    return Promise.all([apiSocket, adminSocket].map((socket) => enterSocket(namespace, uid, gid, socket)));
  };
  expect(await enter('habeas-hearing', ofBooths)).toEqual(['EACCES', 'EACCES']);
  expect(await enter('habeas-booth', ofHearings)).toEqual(['EACCES', 'EACCES']);
  // Positive control: each enters its own, and the facility both.
  expect(await enter('habeas-booth', ofBooths)).toEqual(['entered', 'entered']);
  expect(await enter('habeas-hearing', ofHearings)).toEqual(['entered', 'entered']);
  expect(await enter('habeas-facility', ofBooths)).toEqual(['entered', 'entered']);
  expect(await enter('habeas-facility', ofHearings)).toEqual(['entered', 'entered']);
  const inside = (contact: PlaneContact, path: string) => access(`/proc/${contact.pid}/root${path}`);
  await expect(inside(ofHearings, (booth as StartedPlane).root)).rejects.toThrow('ENOENT');
  await expect(inside(ofBooths, (hearing as StartedPlane).root)).rejects.toThrow('ENOENT');
  await inside(ofHearings, (hearing as StartedPlane).root);
});

it('each user is held to the ports of its own plane', async () => {
  const [ofBooths, ofHearings] = await contacts();
  const at = namespace.address;
  const send = async (user: string, { mediaPorts }: PlaneContact) =>
    sendDatagram(namespace, (await userNamed(user)).uid, [at, mediaPorts[1]], at);
  expect(await send('habeas-hearing', ofBooths)).toBe('EPERM');
  expect(await send('habeas-booth', ofHearings)).toBe('EPERM');
  // Positive control
  expect(await send('habeas-hearing', ofHearings)).toBe('sent');
  expect(await send('habeas-booth', ofBooths)).toBe('sent');
});

it('one stops, dies or loses its rule, and the other does not notice', async () => {
  const [ofBooths, ofHearings] = await contacts();
  await namespace.run(['nft', 'delete', 'table', 'inet', 'habeas_hearing']);
  expect(await hearing?.ended()).toBe(3);
  expect(await ruleset()).toContain('table inet habeas_booth');
  expect(await booth?.contact()).toEqual(ofBooths);

  hearing = await StartedPlane.start(namespace, folder, { plane: 'hearing-plane' });
  const again = await hearing.contact();
  expect(again.apiSecret).not.toBe(ofHearings.apiSecret);
  process.kill(ofBooths.pid, 'SIGKILL');
  expect((await (booth as StartedPlane).contact(ofBooths)).apiSecret).not.toBe(ofBooths.apiSecret);
  expect(await hearing.contact()).toEqual(again);

  expect(await booth?.stop()).toBe(0);
  expect(await ruleset()).not.toContain('habeas_booth');
  expect(await ruleset()).toContain('table inet habeas_hearing');
  expect((await hearing.contact()).profile.profile).toBe('full');
});
