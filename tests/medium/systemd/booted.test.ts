import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFacts } from '../../../libs/plane/src/measure/read-facts.js';
import { parsePasswd } from '../../../apps/runner/src/system-users.js';
import { BootedDebian } from '../../lab/booted-debian/booted-debian.js';
import { JanusCaller, publish } from '../booth-plane/janus-caller.js';
import {
  contactOf,
  installHabeas,
  janusFacts,
  linesOfReadme,
  type PlaneName,
  readiness,
  relayFacts,
  relayState,
  untilReady,
} from './operator.js';

const PLANES = ['booth-plane', 'hearing-plane'] as const;
const PARTS = ['postgres', 'redis', 'keeper', 'facility', ...PLANES].map((part) => `habeas-${part}`);
const confined = (plane: PlaneName) => ({
  withoutCapabilities: true,
  noNewPrivileges: true,
  seccompMode: 2,
  fileSizeZero: true,
  coreSizeZero: true,
  writableMounts: [`/run/habeas/${plane}/api`, `/run/habeas/${plane}/admin`],
  modules: ['libjanus_videoroom.so', 'libjanus_websockets.so'],
  tcpSockets: 0,
});
const CONFINED = confined('booth-plane');

let machine: BootedDebian;
const uidOf = (name: string) => parsePasswd(readFileSync(machine.at('/etc/passwd'), 'utf8')).get(name)?.uid ?? -1;
const mainIds = () => Promise.all(PARTS.map((unit) => machine.mainProcess(unit)));
const states = async () => (await machine.attempt(`systemctl is-active ${PARTS.join(' ')}`)).output.split('\n');
const processesOfHabeas = async () =>
  (await machine.run('ps -e -o user:20= -o args=')).split('\n').filter((line) => /^habeas|\/opt\/habeas/.test(line));

beforeAll(async () => {
  machine = await BootedDebian.boot();
  await installHabeas(machine);
  await untilReady(machine);
}, 120_000);
afterAll(() => machine?.remove());

describe('Habeas under the systemd that booted', () => {
  it('has six active units, each with its own user and no right, after the lines of deploy/README.md', async () => {
    expect(await states()).toEqual(PARTS.map(() => 'active'));
    for (const unit of PARTS.filter((name) => !name.endsWith('-plane'))) {
      const facts = await readFacts(await machine.mainProcess(unit));
      const uid = uidOf(unit);
      expect([unit, ...facts.uids]).toEqual([unit, uid, uid, uid, uid]);
      expect(uid).toBeGreaterThan(0);
      expect(facts).toMatchObject({ withoutCapabilities: true, noNewPrivileges: true, seccompMode: 2 });
      expect(facts.tcpSockets > 0).toBe(unit === 'habeas-facility');
    }
  });

  it.each([
    ['booth-plane', 'habeas-booth'],
    ['hearing-plane', 'habeas-hearing'],
  ] as const)('has the %s that npm start has: /proc says so', async (plane, user) => {
    const look = () => janusFacts(machine, `habeas-${plane}`);
    const { uids, ...facts } = await look();
    expect(uids).toEqual(Array(4).fill(uidOf(user)));
    expect(facts).toMatchObject(confined(plane));
    const contact = contactOf(machine, plane);
    expect(contact.profile).toEqual({ profile: 'full', missing: [] });

    const caller = await JanusCaller.connect(contact);
    await publish(contact, caller);
    const { udpSockets } = await look();
    caller.close();
    expect(udpSockets.length).toBeGreaterThan(0);
    for (const { address, port } of udpSockets) {
      expect(address).toBe(contact.mediaAddress);
      expect(port).toBeGreaterThanOrEqual(contact.mediaPorts[0]);
      expect(port).toBeLessThanOrEqual(contact.mediaPorts[1]);
    }
  });

  it.each([
    ['booth-plane', 'habeas-booth'],
    ['hearing-plane', 'habeas-hearing'],
  ])('loads the rule of the %s before its Janus, and keeps it', async (plane, user) => {
    const said = await machine.run(`journalctl --unit habeas-${plane} --output cat --no-pager`);
    const [rule, janus] = [said.indexOf('rule in force'), said.indexOf('Starting Meetecho Janus')];
    expect(rule).toBeGreaterThanOrEqual(0);
    expect(rule).toBeLessThan(janus);
    expect(await machine.run('nft list ruleset')).toContain(`meta skuid ${uidOf(user)} jump plane`);
  });

  it('each launcher sees the sockets of its own plane alone', async () => {
    const seen = async (plane: PlaneName, other: PlaneName) => {
      const enter = `nsenter --mount --target $(systemctl show --property=MainPID --value habeas-${plane})`;
      return (await machine.attempt(`${enter} ls /run/habeas/${other}`)).output.includes('contact.json');
    };
    expect([await seen('booth-plane', 'hearing-plane'), await seen('hearing-plane', 'booth-plane')]).toEqual([
      false,
      false,
    ]);
    expect([await seen('booth-plane', 'booth-plane'), await seen('hearing-plane', 'hearing-plane')]).toEqual([
      true,
      true,
    ]);
  });

  it('opens booths without its hearing plane, and says that it is missing', async () => {
    await machine.run('systemctl stop habeas-hearing-plane');
    const said = await readiness(machine);
    expect(said).toMatchObject({ ready: true, degraded: true });
    expect(said?.parts).toContainEqual(expect.objectContaining({ part: 'hearing-plane', state: 'down' }));
    await machine.run('systemctl start habeas-hearing-plane');
    await untilReady(machine);
  });

  it('gives an operator accounts, with the lines of deploy/README.md', async () => {
    const [seed = '', reset = ''] = linesOfReadme().accounts;
    const first = JSON.parse(await machine.run(seed)) as { accounts: { username: string; password?: string }[] };
    const desk = first.accounts.find(({ username }) => username === 'desk1');
    expect(desk?.password).toMatch(/\S{8,}/);
    const second = JSON.parse(await machine.run(reset)) as { username: string; password: string };
    expect(second.username).toBe('desk1');
    expect(second.password).not.toBe(desk?.password);
    const journal = await machine.run('journalctl --no-pager --output cat');
    for (const password of [desk?.password, second.password]) expect(journal).not.toContain(password);
  });

  it('makes a backup by its timer, with the lines of deploy/README.md, that a restore accepts', async () => {
    const [timer = '', now = '', restore = ''] = linesOfReadme().backup;
    await machine.run(timer);
    expect(await machine.run('systemctl list-timers --no-legend habeas-backup.timer')).toContain(
      'habeas-backup.service',
    );
    await machine.run('systemctl start habeas-backup.service');
    const files = async () => (await machine.run('ls /srv/habeas-backup')).split('\n').filter(Boolean);
    const [file] = await files();
    expect(await files()).toEqual([expect.stringMatching(/^habeas-.*Z\.tar$/)]);
    const path = `/srv/habeas-backup/${file}`;
    expect(await machine.run(`stat --format='%a %U' ${path}`)).toBe('600 root');
    const tried = await machine.run(`cd /opt/habeas && ${restore.replace('FILE', path)}`);
    expect(tried).toContain('can be restored');
    // Positive control: the same command refuses a file that is not what was written.
    await machine.run(`head --bytes=-20000 ${path} > /tmp/cut.tar`);
    expect((await machine.attempt(`cd /opt/habeas && ${restore.replace('FILE', '/tmp/cut.tar')}`)).status).not.toBe(0);
    await machine.run(`cd /opt/habeas && ${now}`);
    expect(await files()).toHaveLength(2);
    expect(await states()).toEqual(PARTS.map(() => 'active'));
  }, 120_000);

  it('has a relay when it is asked for, confined, and says whether it answers; booths open without', async () => {
    expect(await relayState(machine)).toEqual([]);
    for (const line of linesOfReadme().relay.filter((one) => !one.includes('apt-get '))) await machine.run(line);
    await untilReady(machine);
    expect(await relayState(machine)).toEqual(['up', '1']);
    const { uids, bounding, ...facts } = await relayFacts(machine);
    expect(uids).toEqual(Array(4).fill(uidOf('habeas-relay')));
    // CAP_NET_BIND_SERVICE is bit 10: the one right it may have.
    expect(bounding).toBe(1n << 10n);
    expect(facts).toMatchObject({ noNewPrivileges: true, coreSizeZero: true });
    // In memory, and its own.
    expect(facts.writableMounts).toEqual(['/tmp']);
    expect(await machine.run('nft list ruleset')).toContain(`meta skuid ${uidOf('habeas-relay')} jump relay`);
    await machine.run('systemctl stop habeas-relay');
    expect(await relayState(machine)).toEqual(['down', '0']);
    expect(await readiness(machine)).toMatchObject({ ready: true, degraded: true });
    await machine.run('systemctl start habeas-relay');
    await untilReady(machine);
  }, 120_000);

  it('restarts the plane alone, with new secrets, and the queue without ending the facility', async () => {
    const [before, contact] = [await mainIds(), contactOf(machine)];
    await machine.run('systemctl restart habeas-booth-plane habeas-redis');
    await untilReady(machine);
    const after = await mainIds();
    const moved = PARTS.filter((_, at) => before[at] !== after[at]);
    expect(moved).toEqual(['habeas-redis', 'habeas-booth-plane']);
    expect(contactOf(machine).apiSecret).not.toBe(contact.apiSecret);
    expect(await janusFacts(machine)).toMatchObject(CONFINED);
  });

  it('comes back by itself when every part is killed, and when the rule is taken away', async () => {
    const before = await mainIds();
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await expect.poll(states).toEqual(PARTS.map(() => 'active'));
    await untilReady(machine);
    const after = await mainIds();
    for (const [at, pid] of after.entries()) expect(pid).not.toBe(before[at]);

    const { pid } = await janusFacts(machine);
    const hearing = await janusFacts(machine, 'habeas-hearing-plane');
    await machine.run('nft flush ruleset');
    await expect.poll(async () => (await janusFacts(machine).catch(() => ({ pid }))).pid).not.toBe(pid);
    const again = async () => (await janusFacts(machine, 'habeas-hearing-plane').catch(() => hearing)).pid;
    await expect.poll(again).not.toBe(hearing.pid);
    await untilReady(machine);
    await expect
      .poll(() => machine.run('nft list ruleset'))
      .toMatch(/jump plane[^]*jump relay|jump relay[^]*jump plane/);
  }, 120_000);

  it('waits for an address that comes late, however long', async () => {
    await machine.run('ip addr del 10.76.0.1/24 dev media0 && systemctl restart habeas-booth-plane');
    // Far more tries than systemd allows a unit in ten seconds unless it is told otherwise.
    const tries = async () =>
      Number(await machine.run('systemctl show --property=NRestarts --value habeas-booth-plane'));
    const begun = await tries();
    await expect.poll(tries, { timeout: 45_000, interval: 500 }).toBeGreaterThan(begun + 6);
    expect((await readiness(machine))?.ready).toBe(false);
    await machine.run('ip addr add 10.76.0.1/24 dev media0');
    await untilReady(machine);
  }, 90_000);

  it('is there after a reboot without an operator', async () => {
    await machine.reboot();
    await untilReady(machine);
    expect(await states()).toEqual(PARTS.map(() => 'active'));
    expect(await janusFacts(machine)).toMatchObject(CONFINED);
    expect(await relayState(machine)).toEqual(['up', '1']);
    expect(await machine.run('systemctl is-active habeas-backup.timer')).toBe('active');
  }, 90_000);

  it('leaves nothing when it is stopped', async () => {
    // Positive control: these looks find what runs.
    expect((await processesOfHabeas()).length).toBeGreaterThan(PARTS.length);
    expect(await machine.run('find /run/habeas -type s')).not.toBe('');
    await machine.run('systemctl stop habeas.target');
    await expect.poll(processesOfHabeas).toEqual([]);
    expect(await machine.run('nft list ruleset')).toBe('');
    expect(await machine.run('find /run/habeas ! -type d')).toBe('');
    expect(await machine.run('systemctl --failed --plain --no-legend')).toBe('');
  });
});

describe('positive control: what the same look says of less', () => {
  it("Debian's own janus.service has none of it", async () => {
    await machine.run('systemctl unmask janus.service && systemctl start janus.service');
    const facts = await janusFacts(machine, 'janus');
    await machine.run('systemctl stop janus.service');
    expect(facts.uids).toEqual([0, 0, 0, 0]);
    expect(facts).toMatchObject({
      withoutCapabilities: false,
      noNewPrivileges: false,
      seccompMode: 0,
      fileSizeZero: false,
    });
    expect(facts.writableMounts).toContain('/');
    expect(facts.modules.length).toBeGreaterThan(2);
    expect(facts.tcpSockets).toBeGreaterThan(0);
  });

  it('without the lines of its unit the launcher has more, and Janus as little as before', async () => {
    const unit = '/etc/systemd/system/habeas-booth-plane.service';
    const launcher = async () => {
      await machine.run('systemctl daemon-reload && systemctl restart habeas-booth-plane');
      await expect.poll(() => machine.attempt('cat /run/habeas/booth-plane/contact.json')).toMatchObject({ status: 0 });
      const pid = await machine.mainProcess('habeas-booth-plane');
      const rights = /^CapBnd:\s+(\S+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      const data = await machine.attempt(
        `nsenter --mount --target $(systemctl show --property=MainPID --value habeas-booth-plane) ls /var/lib/habeas`,
      );
      return { ...(await readFacts(pid)), rights: BigInt(`0x${rights}`), data: data.output };
    };
    const bound = await launcher();
    await machine.run(
      `sed -i -E '/^(CapabilityBoundingSet|Protect.*|InaccessiblePaths|Restrict(Add|Real).*|SystemCall.*|LimitCORE|LockPersonality)=/d' ${unit}`,
    );
    const loose = await launcher();
    expect(loose.rights).toBeGreaterThan(bound.rights);
    expect([bound.coreSizeZero, loose.coreSizeZero]).toEqual([true, false]);
    expect([bound.seccompMode, loose.seccompMode]).toEqual([2, 0]);
    expect(loose.writableMounts).toContain('/');
    expect(bound.writableMounts).not.toContain('/');
    expect([bound.data, loose.data.includes('ledger')]).toEqual(['', true]);
    expect(await janusFacts(machine)).toMatchObject(CONFINED);
  });
});
