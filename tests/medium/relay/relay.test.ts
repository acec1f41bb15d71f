import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findUser } from '#confine';
import { relayPass, type RelayContact } from '#relay';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { HOST, MEDIA_PORTS, placeCertificate, StartedRelay, writePlane } from './started-relay.js';
import { UdpEar } from './udp-ear.js';

let namespace: TestNamespace;
let relay: StartedRelay;
let contact: RelayContact;
let second: string;
const HOUR = 3_600_000;

beforeAll(async () => {
  await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
  namespace = await TestNamespace.create();
  second = namespace.address.replace(/1$/, '9');
  await namespace.run(['ip', 'addr', 'add', `${second}/24`, 'dev', namespace.interfaceName]);
  relay = await StartedRelay.start(namespace);
  contact = await relay.contact();
});
afterAll(async () => {
  await relay?.remove();
  await namespace?.remove();
});

interface Said {
  readonly without: number | string;
  readonly allocate: number | string;
  readonly relayed: string;
  readonly permissions: Readonly<Record<string, number | string>>;
}

async function client(peers: readonly string[], until = new Date(Date.now() + HOUR), of = contact): Promise<Said> {
  const { username, credential } = relayPass(of, 'test', until);
  const program = [process.execPath, 'tests/medium/relay/turn-client.mjs', namespace.address, '3478'];
  const { stdout } = await namespace.run([...program, username, credential, ...peers]);
  return JSON.parse(stdout) as Said;
}

/** Of coturn itself. */
async function turnserver(): Promise<number> {
  const found = (await namespace.processes()).filter(
    (pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'turnserver\n',
  );
  expect(found).toHaveLength(1);
  return found[0] as number;
}

it('relays to the plane and refuses every other peer', async () => {
  const plane = `${namespace.address}:${MEDIA_PORTS[0]}`;
  const others = [
    `${second}:${MEDIA_PORTS[0]}`,
    '127.0.0.1:29000',
    '203.0.113.7:29000',
    '224.0.0.1:29000',
    '0.0.0.0:9',
  ];
  const { without, allocate, relayed, permissions } = await client([plane, ...others]);
  expect([without, allocate]).toEqual([401, 'ok']);
  expect(relayed).toMatch(new RegExp(`^${namespace.address}:31\\d{3}$`));
  expect(permissions[plane]).toBe('ok');
  for (const other of others) expect([other, permissions[other]]).toEqual([other, 403]);
});

it("sends to the plane's media ports and to no other of its ports, whatever coturn would do", async () => {
  const inside = await UdpEar.open(namespace, namespace.address, MEDIA_PORTS[1]);
  const beside = await UdpEar.open(namespace, namespace.address, MEDIA_PORTS[1] + 1);
  const peers = [MEDIA_PORTS[1], MEDIA_PORTS[1] + 1].map((port) => `${namespace.address}:${port}`);
  const { permissions } = await client(peers);
  expect(Object.values(permissions)).toEqual(['ok', 'ok']);
  await expect.poll(() => inside.heard).toContain(`to ${peers[0]}`);
  const { stdout } = await namespace.run(['nft', 'list', 'counter', 'inet', 'habeas_relay', 'refused']);
  expect(Number(/packets (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(0);
  expect(beside.heard).not.toContain('to ');
  await Promise.all([inside.close(), beside.close()]);
});

it("reaches the hearing plane's media ports from when there is one, and whoever talks in a booth stays connected", async () => {
  const hearingPorts = [30_000, 30_399] as const;
  const ear = await UdpEar.open(namespace, namespace.address, hearingPorts[0]);
  const peer = `${namespace.address}:${hearingPorts[0]}`;
  expect((await client([peer])).permissions).toEqual({ [peer]: 'ok' });
  expect(ear.heard).not.toContain('to ');
  const before = await turnserver();
  await writePlane(relay.folder, namespace.address, { file: 'hearing.json', mediaPorts: hearingPorts });
  await expect
    .poll(
      async () => {
        await client([peer]);
        return ear.heard;
      },
      { timeout: 20_000 },
    )
    .toContain(`to ${peer}`);
  expect(await turnserver()).toBe(before);
  await ear.close();
});

it('takes credentials of this start, while they last, and nothing else', async () => {
  expect((await client([], new Date(Date.now() - HOUR))).allocate).toBe(401);
  expect((await client([], undefined, { ...contact, secret: 'f'.repeat(64) })).allocate).toBe(401);
  expect((await client([])).allocate).toBe('ok');
});

it('runs as its own user with one right, and shows neither console nor plain TCP', async () => {
  const status = readFileSync(`/proc/${await turnserver()}/status`, 'utf8');
  const user = await findUser('habeas-relay');
  expect(status).toMatch(new RegExp(`^Uid:\\s+${user?.uid}\\s+${user?.uid}\\s`, 'm'));
  // CAP_NET_BIND_SERVICE is bit 10.
  expect(status).toMatch(/^CapEff:\s+0000000000000400$/m);
  expect(status).toMatch(/^CapBnd:\s+0000000000000400$/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  const { stdout } = await namespace.run(['ss', '-Hlntu']);
  const listening = new Set(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => line.replace(/^(\w+).* (\S+:\d+) .*$/, '$1 $2')),
  );
  const ours = [...listening].filter((line) => !/:31\d{3}$/.test(line));
  expect(ours.sort()).toEqual([`tcp ${namespace.address}:443`, `udp ${namespace.address}:3478`]);
});

it('keeps no address of a client, in no file and in nothing it prints', async () => {
  await client([`${namespace.address}:${MEDIA_PORTS[0]}`]);
  const pid = await turnserver();
  const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  // Its table of users, which has none: in memory, and it holds no address.
  const table = '/tmp/nothing';
  expect(open.filter((target) => /^\/(?!dev\/)/.test(target) && target !== table)).toEqual([]);
  expect(readFileSync(`/proc/${pid}/root${table}`, 'latin1')).not.toContain(namespace.address);
  const left = ['tmp', 'var/log', 'var/tmp'].flatMap((folder) => {
    const path = `/proc/${pid}/root/${folder}`;
    return existsSync(path) ? readdirSync(path) : [];
  });
  expect(left.filter((name) => !['turnserver.pid', 'nothing'].includes(name))).toEqual([]);
  expect(relay.output.match(/\d+\.\d+\.\d+\.\d+/g)?.filter((address) => address !== namespace.address) ?? []).toEqual(
    [],
  );
  expect(relay.output).not.toContain('session');
  expect(relay.output).not.toContain(contact.secret);
});

it('hides its secret from all but itself and the facility', async () => {
  const facility = await findUser('habeas-facility');
  const own = await findUser('habeas-relay');
  const told = await stat(join(relay.folder, 'relay/contact.json'));
  expect([told.uid, told.gid, told.mode & 0o777]).toEqual([0, facility?.gid, 0o640]);
  const settings = await stat(join(relay.folder, 'relay/own/turnserver.conf'));
  expect([settings.uid, settings.gid, settings.mode & 0o777]).toEqual([0, own?.gid, 0o640]);
  const { stdout } = await namespace.run(['ps', '-eo', 'args']);
  expect(stdout).not.toContain(contact.secret);
});

const servedCertificate = async () => {
  const words = ['openssl', 's_client', '-connect', `${namespace.address}:443`, '-servername', HOST];
  const { stdout } = await namespace.run(['sh', '-c', `${words.join(' ')} < /dev/null 2> /dev/null`]);
  return /-----BEGIN CERTIFICATE-----[^]*-----END CERTIFICATE-----/.exec(stdout)?.[0];
};

it('serves a new certificate without a restart', async () => {
  const before = await servedCertificate();
  expect(before).toBe((await readFile(join(relay.folder, 'cert.pem'), 'utf8')).trim());
  const pid = await turnserver();
  await placeCertificate(relay.folder);
  await expect.poll(servedCertificate).toBe((await readFile(join(relay.folder, 'cert.pem'), 'utf8')).trim());
  expect(await turnserver()).toBe(pid);
});

it('puts its rule back when somebody flushes the ruleset; coturn goes on', async () => {
  const pid = await turnserver();
  const rule = () => namespace.run(['nft', 'list', 'ruleset']).then(({ stdout }) => stdout);
  const before = (await rule()).replaceAll(/packets \d+ bytes \d+/g, '');
  await namespace.run(['nft', 'flush', 'ruleset']);
  await expect
    .poll(async () => (await rule()).replaceAll(/packets \d+ bytes \d+/g, ''), { timeout: 20_000 })
    .toBe(before);
  expect(await turnserver()).toBe(pid);
});

it('a coturn that hangs is replaced, with a new secret', async () => {
  const hung = await turnserver();
  process.kill(hung, 'SIGSTOP');
  const next = await relay.contact(contact, 120_000);
  expect(await turnserver()).not.toBe(hung);
  expect(next.secret).not.toBe(contact.secret);
  expect((await client([], undefined, next)).allocate).toBe('ok');
  expect((await client([], undefined, contact)).allocate).toBe(401);
  contact = next;
}, 150_000);

it('follows a plane that moves, with a new secret', async () => {
  await writePlane(relay.folder, second);
  const moved = await relay.contact(contact);
  expect(moved.address).toBe(second);
  expect(moved.secret).not.toBe(contact.secret);
  const { stdout } = await namespace.run(['nft', 'list', 'table', 'inet', 'habeas_relay']);
  expect(stdout).toContain(`ip saddr ${second} ip daddr ${second}`);
});

it('takes its rule, its files and coturn away when it stops', async () => {
  await relay.stop();
  expect((await namespace.run(['nft', 'list', 'ruleset'])).stdout).toBe('');
  expect(readdirSync(join(relay.folder, 'relay'))).toEqual([]);
  const left = (await namespace.processes()).map((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8'));
  expect(left).not.toContain('turnserver\n');
});
