import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../apps/runner/src/config.js';
import { clusterLaunch, facilityLaunch, type PartSite, planParts } from '../../../apps/runner/src/parts.js';
import { folderPlan } from '../../../apps/runner/src/places.js';
import { findPostgres } from '../../../apps/runner/src/postgres.js';
import { parseSysusers } from '../../../apps/runner/src/system-users.js';

const users = parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8'));
const site: PartSite = {
  config: readConfig({ HABEAS_PORT: '3100', HABEAS_MEDIA_ADDRESS: '192.0.2.7' }, '/root/x'),
  places: { project: '/root/x', data: '/root/x/data', run: '/run/habeas-a' },
  owners: new Map(users.map(({ name }, at) => [name, { uid: 900 + at, gid: 900 + at }])),
  programs: { node: '/root/.n/bin/node', postgres: '/usr/lib/postgresql/15/bin', caller: 'root' },
  makeCluster: '',
  metricsPort: 9100,
};
const plan = (name: string, at = site) => planParts(at).find((part) => part.name === name);

describe('the parts', () => {
  it('start in this order', () => {
    expect(planParts(site).map(({ name }) => name)).toEqual([
      'postgres',
      'redis',
      'ledger-keeper',
      'booth-plane',
      'facility',
    ]);
  });

  it('have one user each, all of them in sysusers.d', () => {
    expect(users.map(({ name }) => name)).toEqual([
      'habeas-postgres',
      'habeas-redis',
      'habeas-keeper',
      'habeas-booth',
      'habeas-facility',
    ]);
    const uids = ['postgres', 'redis', 'ledger-keeper', 'facility'].map((name) =>
      plan(name)?.argv.find((word) => word.startsWith('--reuid=')),
    );
    expect(uids).toEqual(['--reuid=900', '--reuid=901', '--reuid=902', '--reuid=904']);
    const owners = folderPlan(site.places).flatMap(({ owner, group }) => [owner, group]);
    for (const owner of owners) if (owner !== undefined) expect(users.map(({ name }) => name)).toContain(owner);
  });

  it('have no network, but for the facility and the booth plane', () => {
    for (const name of ['postgres', 'redis', 'ledger-keeper']) expect(plan(name)?.argv).toContain('--unshare-net');
    expect(plan('facility')?.argv).not.toContain('--unshare-net');
  });

  it('see only their own folders', () => {
    const seen = (name: string) => plan(name)?.argv.filter((word) => word.startsWith('/root/x/data/'));
    expect(seen('postgres')).toEqual(['/root/x/data/postgres']);
    expect(seen('redis')).toEqual(['/root/x/data/redis']);
    expect(seen('ledger-keeper')).toEqual(['/root/x/data/keeper', '/root/x/data/ledger']);
    expect(seen('facility')).toEqual(['/root/x/data/facility', '/root/x/data/ledger']);
    const facility = plan('facility')?.argv ?? [];
    expect(facility[facility.indexOf('/root/x/data/ledger') - 1]).toBe('--ro-bind');
  });

  it('keep data on disk before they answer, and listen on sockets only', () => {
    expect(plan('postgres')?.argv).toEqual(
      expect.arrayContaining(['listen_addresses=', 'fsync=on', 'synchronous_commit=on']),
    );
    expect(plan('redis')?.argv.join(' ')).toContain('--port 0 --unixsocket /run/habeas-a/redis/redis.sock');
  });

  it('tell the facility where everything is', () => {
    expect(facilityLaunch(site, ['seed.js']).environment).toMatchObject({
      HABEAS_PORT: '3100',
      DATABASE_URL: 'postgresql://habeas@localhost/habeas?host=%2Frun%2Fhabeas-a%2Fpostgres',
      HABEAS_BOOTH_PLANE: '/run/habeas-a/booth-plane/contact.json',
      HABEAS_METRICS_PORT: '9100',
    });
    expect(plan('booth-plane')?.environment).toMatchObject({ HABEAS_MEDIA_ADDRESS: '192.0.2.7' });
  });

  it('without root run as the caller, who also is the database user', () => {
    const demo = { ...site, owners: undefined, programs: { ...site.programs, caller: 'anna' } };
    expect(plan('redis', demo)?.argv[0]).toBe('/usr/bin/setpriv');
    expect(clusterLaunch(demo).argv.at(-1)).toBe('anna');
    expect(clusterLaunch(site).argv.at(-1)).toBe('habeas-facility');
  });

  it('use the newest PostgreSQL there is, and say so when there is none', () => {
    expect(findPostgres(() => ['9', '17', '15', 'x'])).toBe('/usr/lib/postgresql/17/bin');
    expect(() => findPostgres(() => [])).toThrow(/apt-get install postgresql/);
  });
});
