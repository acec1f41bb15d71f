import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../apps/runner/src/config.js';
import { type PartName, type PartSite, planParts } from '../../../apps/runner/src/parts.js';
import { folderPlan } from '../../../apps/runner/src/places.js';
import { parseSysusers } from '../../../apps/runner/src/system-users.js';

const UNITS: Record<PartName, string> = {
  postgres: 'habeas-postgres',
  redis: 'habeas-redis',
  'ledger-keeper': 'habeas-keeper',
  'booth-plane': 'habeas-booth-plane',
  'hearing-plane': 'habeas-hearing-plane',
  relay: 'habeas-relay',
  facility: 'habeas-facility',
};
const parts = Object.keys(UNITS) as PartName[];
const text = (part: PartName) => readFileSync(`deploy/systemd/${UNITS[part]}.service`, 'utf8');
const value = (part: PartName, key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(text(part))?.[1];
const users = parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8'));
const site: PartSite = {
  config: readConfig({ HABEAS_RELAY: 'on' }, '/'),
  places: { project: '/opt/habeas', data: '/var/lib/habeas', run: '/run/habeas' },
  owners: new Map(users.map(({ name }, at) => [name, { uid: 900 + at, gid: 900 + at }])),
  programs: { node: '/usr/bin/node', postgres: '/usr/lib/postgresql/15/bin', caller: 'root' },
  makeCluster: '',
  metricsPort: 0,
  tls: undefined,
  relayTls: undefined,
};
/** The program itself, without what confines it. */
const bare = (part: PartName) => {
  const argv = planParts(site).find(({ name }) => name === part)?.argv ?? [];
  return argv.slice(argv.lastIndexOf('--') + 1);
};

describe('the systemd units', () => {
  it('are the seven parts, their target, the link agent and the backup', () => {
    expect(readdirSync('deploy/systemd').sort()).toEqual(
      [
        ...parts.map((part) => `${UNITS[part]}.service`),
        'habeas.target',
        'habeas-backup.service',
        'habeas-backup.timer',
        'habeas-link-agent.service',
      ].sort(),
    );
  });

  it.each(['postgres', 'redis'] as const)('start %s exactly as npm start does', (part) => {
    expect(value(part, 'ExecStart')?.replaceAll('""', '').split(' ')).toEqual(bare(part));
  });

  it.each(['ledger-keeper', 'booth-plane', 'hearing-plane', 'relay', 'facility'] as const)(
    'start a program of the checkout for %s',
    (part) => {
      const program = /\/opt\/habeas\/dist\/(\S+)\.js$/.exec(value(part, 'ExecStart') ?? '')?.[1];
      expect(existsSync(`${program}.ts`)).toBe(true);
      expect(bare(part).at(-1)?.endsWith(`${program}.js`)).toBe(true);
    },
  );

  it.each(['postgres', 'redis', 'ledger-keeper', 'facility'] as const)('give %s its own user and no right', (part) => {
    expect(users.map(({ name }) => name)).toContain(value(part, 'User'));
    expect(text(part)).toMatch(/^CapabilityBoundingSet=$/m);
    expect(value(part, 'NoNewPrivileges')).toBe('yes');
    expect(value(part, 'ProtectSystem')).toBe('strict');
    expect(value(part, 'PrivateNetwork')).toBe(part === 'facility' ? undefined : 'yes');
  });

  it('give the link agent its own user and one right, and no way to send or read anything else', () => {
    const unit = readFileSync('deploy/systemd/habeas-link-agent.service', 'utf8');
    const of = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1];
    expect(users.map(({ name }) => name)).toContain(of('User'));
    for (const key of ['CapabilityBoundingSet', 'AmbientCapabilities']) expect(of(key)).toBe('CAP_NET_ADMIN');
    expect(of('NoNewPrivileges')).toBe('yes');
    expect(of('RestrictAddressFamilies')).toBe('AF_UNIX AF_NETLINK');
    expect(of('ProtectSystem')).toBe('strict');
    const program = /\/opt\/habeas\/dist\/(\S+)\.js$/.exec(of('ExecStart') ?? '')?.[1];
    expect(existsSync(`${program}.ts`)).toBe(true);
    // What is wanted by the target only once somebody enables it.
    expect(readFileSync('deploy/systemd/habeas.target', 'utf8')).not.toContain('link-agent');
  });

  it('differ between the planes in names alone, and each plane cannot see the other', () => {
    const names = (unit: string) =>
      unit.replaceAll('hearing', 'booth').replaceAll('HEARING_JANUS', 'JANUS').replaceAll('HEARING', 'BOOTH');
    const bare = (unit: string) => names(unit).replace(/^InaccessiblePaths=.*$/m, '');
    expect(bare(text('hearing-plane'))).toBe(bare(text('booth-plane')));
    expect(value('booth-plane', 'InaccessiblePaths')).toContain('/run/habeas/hearing-plane');
    expect(value('hearing-plane', 'InaccessiblePaths')).toContain('/run/habeas/booth-plane');
  });

  it('have the folders of npm start, with the same owners', () => {
    const lines = readFileSync('deploy/tmpfiles.d/habeas.conf', 'utf8');
    const made = new Map(
      [...lines.matchAll(/^d (\S+)\s+(\d+)\s+(\S+)\s+(\S+)/gm)].map(([, path, mode, user, group]) => [
        path,
        [mode, user, group],
      ]),
    );
    const planned = folderPlan(site.places).filter(({ path }) => !/program|log$/.test(path));
    expect(made.size).toBe(planned.length);
    for (const { path, mode, owner, group } of planned) {
      expect([path, made.get(path)]).toEqual([
        path,
        [mode.toString(8).padStart(4, '0'), owner ?? 'root', group ?? 'root'],
      ]);
    }
  });

  it('give keeper and facility the environment that npm start gives', () => {
    for (const part of ['ledger-keeper', 'facility'] as const) {
      const planned = planParts(site).find(({ name }) => name === part)?.environment ?? {};
      const written = `${text(part)}\n${readFileSync('deploy/habeas.env.example', 'utf8')}`;
      const known = Object.keys(planned).filter((name) => /^(HABEAS|DATABASE|REDIS)/.test(name));
      for (const name of known) expect(written).toContain(`${name}=`);
    }
  });
});
