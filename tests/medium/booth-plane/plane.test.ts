import { readFileSync } from 'node:fs';
import { access, chmod, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userNamed } from '../../../libs/plane/src/janus/system-users.js';
import { readFacts } from '../../../libs/plane/src/measure/read-facts.js';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { JanusCaller, publish } from './janus-caller.js';
import { sendDatagram } from './send-datagram.js';
import { StartedPlane } from './started-plane.js';

let namespace: TestNamespace;
let folder: string;
let plane: StartedPlane | undefined;
let uid: number;

beforeEach(async () => {
  namespace = await TestNamespace.create();
  folder = await mkdtemp(join(tmpdir(), 'habeas-plane-'));
  await chmod(folder, 0o711);
  await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
  uid = (await userNamed('habeas-booth')).uid;
});

afterEach(async () => {
  await plane?.stop();
  plane = undefined;
  await namespace.remove();
  await rm(folder, { recursive: true, force: true });
});

const ruleset = async () => (await namespace.run(['nft', 'list', 'ruleset'])).stdout;
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

describe('the booth plane as started by root', () => {
  it('is what /proc says: own user, no rights, no files, two modules, no TCP', async () => {
    plane = await StartedPlane.start(namespace, folder);
    const contact = await plane.contact();
    expect(contact.profile).toEqual({ profile: 'full', missing: [] });
    const status = await readFile(`/proc/${contact.pid}/status`, 'utf8');
    expect(status).toContain(`Uid:\t${uid}\t${uid}\t${uid}\t${uid}`);
    for (const set of ['CapEff', 'CapPrm', 'CapBnd']) expect(status).toContain(`${set}:\t0000000000000000`);
    expect(status).toContain('NoNewPrivs:\t1');
    expect(status).toContain('Seccomp:\t2');
    const limits = await readFile(`/proc/${contact.pid}/limits`, 'utf8');
    expect(limits).toMatch(/^Max file size\s+0\s+0/m);
    expect(limits).toMatch(/^Max core file size\s+0\s+0/m);
    const facts = await readFacts(contact.pid);
    expect(facts.modules).toEqual(['libjanus_videoroom.so', 'libjanus_websockets.so']);
    expect(facts.tcpSockets).toBe(0);
    // Positive control: this very process has TCP listeners or not, but many writable mounts and rights.
    expect((await readFacts(process.pid)).withoutCapabilities).toBe(false);
  });

  it('binds media on the media address and range only', async () => {
    plane = await StartedPlane.start(namespace, folder);
    const contact = await plane.contact();
    const caller = await JanusCaller.connect(contact);
    await publish(contact, caller);
    const { udpSockets } = await readFacts(contact.pid);
    expect(udpSockets.length).toBeGreaterThan(0);
    for (const socket of udpSockets) {
      expect(socket.address).toBe(namespace.address);
      expect(socket.port).toBeGreaterThanOrEqual(contact.mediaPorts[0]);
      expect(socket.port).toBeLessThanOrEqual(contact.mediaPorts[1]);
    }
    caller.close();
  });

  it('has its files for the facility alone, and none when it has stopped', async () => {
    plane = await StartedPlane.start(namespace, folder);
    const contact = await plane.contact();
    const { gid } = await userNamed('habeas-facility');
    const file = await stat(plane.contactFile);
    expect([file.uid, file.gid, file.mode & 0o7777]).toEqual([0, gid, 0o640]);
    for (const place of ['api', 'admin']) {
      const made = await stat(join(folder, 'booth-plane', place));
      expect([made.uid, made.gid, made.mode & 0o7777]).toEqual([uid, gid, 0o2750]);
    }
    expect(plane.output).not.toContain(contact.apiSecret);
    expect(await plane.stop()).toBe(0);
    expect(await exists(plane.contactFile)).toBe(false);
    expect(await exists(`/proc/${contact.pid}`)).toBe(false);
    expect(await ruleset()).toBe('');
    expect(await namespace.processes()).toEqual([]);
  });

  it('loads the rule before Janus', async () => {
    plane = await StartedPlane.start(namespace, folder);
    await plane.contact();
    const rule = plane.output.indexOf('rule in force');
    expect(rule).toBeGreaterThanOrEqual(0);
    expect(rule).toBeLessThan(plane.output.indexOf('Starting Meetecho Janus'));
    expect(await ruleset()).toContain(`meta skuid ${uid} jump plane`);
  });

  it('lets its user send UDP from the media ports and nothing else', async () => {
    await namespace.run(['ip', 'addr', 'add', 'fd77::1/64', 'dev', 'media0', 'nodad']);
    plane = await StartedPlane.start(namespace, folder);
    const { mediaPorts } = await plane.contact();
    const to = namespace.address;
    expect(await sendDatagram(namespace, uid, [namespace.address, mediaPorts[1]], to)).toBe('sent');
    expect(await sendDatagram(namespace, uid, [namespace.address, mediaPorts[1] + 1], to)).toBe('EPERM');
    expect(await sendDatagram(namespace, uid, [namespace.address, 0], to)).toBe('EPERM');
    expect(await sendDatagram(namespace, uid, ['127.0.0.1', mediaPorts[1]], '127.0.0.1')).toBe('EPERM');
    expect(await sendDatagram(namespace, uid, ['fd77::1', mediaPorts[1]], 'fd77::1')).toBe('EPERM');
    // Positive control: another user may send from anywhere.
    expect(await sendDatagram(namespace, 65534, [namespace.address, mediaPorts[1] + 1], to)).toBe('sent');
    expect(await sendDatagram(namespace, 65534, ['fd77::1', 0], 'fd77::1')).toBe('sent');
    expect(await ruleset()).toMatch(/counter refused \{\s*packets [1-9]/);
  });

  it('is killed when the rule is taken away', async () => {
    plane = await StartedPlane.start(namespace, folder);
    const contact = await plane.contact();
    await namespace.run(['nft', 'flush', 'ruleset']);
    expect(await plane.ended()).toBe(3);
    expect(plane.output).toContain('does not hold: no-way-out');
    expect(await exists(plane.contactFile)).toBe(false);
    expect(await exists(`/proc/${contact.pid}`)).toBe(false);
  });

  it('is killed when media bind beside the media address, because ice_enforce_list fails open', async () => {
    const templates = join(folder, 'templates');
    await cp('deploy/janus/booth-plane', templates, { recursive: true });
    const core = await readFile(join(templates, 'janus.jcfg'), 'utf8');
    await writeFile(join(templates, 'janus.jcfg'), core.replace('= ${mediaAddress}', '= "203.0.113.9"'));
    await namespace.run(['ip', 'addr', 'add', '10.88.0.1/24', 'dev', 'media0']);
    plane = await StartedPlane.start(namespace, folder, {
      environment: { HABEAS_JANUS_TEMPLATES: templates, HABEAS_MEDIA_ADDRESS: namespace.address },
    });
    const contact = await plane.contact();
    const caller = await JanusCaller.connect(contact);
    // It may be killed before it has answered.
    void publish(contact, caller).catch(() => undefined);
    expect(await plane.ended()).toBe(3);
    expect(plane.output).toContain('does not hold: udp-media-range-only');
    expect(await exists(`/proc/${contact.pid}`)).toBe(false);
    caller.close();
  });

  it('does not start with a media address that the machine does not have', async () => {
    plane = await StartedPlane.start(namespace, folder, { environment: { HABEAS_MEDIA_ADDRESS: '203.0.113.9' } });
    expect(await plane.ended()).toBe(1);
    expect(plane.output).toContain('no network interface of this machine has it');
    expect(await ruleset()).toBe('');
  });

  it('starts another Janus with new secrets when one dies', async () => {
    plane = await StartedPlane.start(namespace, folder);
    const first = await plane.contact();
    process.kill(first.pid, 'SIGKILL');
    const second = await plane.contact(first);
    expect(second.pid).not.toBe(first.pid);
    for (const name of ['apiSecret', 'adminKey', 'adminSecret', 'roomSeed'] as const) {
      expect(second[name]).not.toBe(first[name]);
    }
    expect(second.configHash).toBe(first.configHash);
    expect(second.profile.profile).toBe('full');
  });
});

describe('the booth plane without root', () => {
  it('is a demo seal that names the layers it has not', async () => {
    const own = await mkdtemp('/tmp/habeas-nobody-');
    await chmod(own, 0o777);
    try {
      const as = [
        'setpriv',
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
        '--inh-caps=-all',
        '--bounding-set=-all',
      ];
      plane = await StartedPlane.start(namespace, own, { as });
      const { profile, pid } = await plane.contact();
      expect(profile.profile).toBe('demo');
      expect(profile.missing).toEqual(expect.arrayContaining(['own-user', 'no-way-out']));
      for (const layer of [
        'no-new-privileges',
        'no-file-writes',
        'no-core-dump',
        'two-modules-only',
        'no-tcp-listener',
      ] as const) {
        expect(profile.missing).not.toContain(layer);
      }
      expect(plane.output).toContain('seal demo without own-user');
      expect(await readFile(`/proc/${pid}/status`, 'utf8')).toContain('NoNewPrivs:\t1');
      expect(await ruleset()).toBe('');
      expect(await plane.stop()).toBe(0);
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  });
});
