import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../../../apps/facility/src/config.js';
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
  tls: undefined,
  relayTls: undefined,
};
const plan = (name: string, at = site) => planParts(at).find((part) => part.name === name);

describe('the parts', () => {
  it('start in this order', () => {
    expect(planParts(site).map(({ name }) => name)).toEqual([
      'postgres',
      'redis',
      'ledger-keeper',
      'booth-plane',
      'hearing-plane',
      'facility',
    ]);
  });

  it('have one user each, all of them in sysusers.d', () => {
    expect(users.map(({ name }) => name)).toEqual([
      'habeas-postgres',
      'habeas-redis',
      'habeas-keeper',
      'habeas-booth',
      'habeas-hearing',
      'habeas-relay',
      'habeas-link',
      'habeas-facility',
    ]);
    const uids = ['postgres', 'redis', 'ledger-keeper', 'facility'].map((name) =>
      plan(name)?.argv.find((word) => word.startsWith('--reuid=')),
    );
    expect(uids).toEqual(['--reuid=900', '--reuid=901', '--reuid=902', '--reuid=907']);
    const owners = folderPlan(site.places).flatMap(({ owner, group }) => [owner, group]);
    for (const owner of owners) if (owner !== undefined) expect(users.map(({ name }) => name)).toContain(owner);
  });

  it('keep one right where the port of the screens needs it, and none elsewhere', () => {
    const low = { ...site, config: readConfig({ HABEAS_PORT: '443' }, '/root/x') };
    expect(plan('facility', low)?.argv).toContain('--bounding-set=-all,+net_bind_service');
    expect(plan('redis', low)?.argv).toContain('--bounding-set=-all');
    expect(plan('facility')?.argv).toContain('--bounding-set=-all');
  });

  it('have no network, but for the facility, the planes and the relay', () => {
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
      HABEAS_HEARING_PLANE: '/run/habeas-a/hearing-plane/contact.json',
      HABEAS_METRICS_PORT: '9100',
    });
    expect(plan('booth-plane')?.environment).toMatchObject({ HABEAS_MEDIA_ADDRESS: '192.0.2.7' });
  });

  it('give each plane its own folder and templates, and both the media settings', () => {
    const media = { HABEAS_MEDIA_PORTS: '20000-20100', HABEAS_HEARING_MEDIA_PORTS: '21000-21399' };
    const chosen = { ...site, config: readConfig(media, '/root/x') };
    expect(plan('booth-plane', chosen)?.environment).toEqual({
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HABEAS_BOOTH_PLANE_FOLDER: '/run/habeas-a/booth-plane',
      HABEAS_JANUS_TEMPLATES: '/root/x/deploy/janus/booth-plane',
      MALLOC_ARENA_MAX: '2',
      ...media,
    });
    expect(plan('hearing-plane', chosen)).toMatchObject({
      sign: '/run/habeas-a/hearing-plane/contact.json',
      environment: {
        HABEAS_HEARING_PLANE_FOLDER: '/run/habeas-a/hearing-plane',
        HABEAS_HEARING_JANUS_TEMPLATES: '/root/x/deploy/janus/hearing-plane',
        ...media,
      },
    });
    expect(plan('hearing-plane', chosen)?.argv.at(-1)).toBe('/root/x/dist/apps/hearing-plane/src/main.js');
  });

  it('drop no setting of the facility', () => {
    const settings = {
      HABEAS_SMTP: 'smtp://mail.example:25',
      HABEAS_MAIL_FROM: 'habeas@facility.example',
      HABEAS_RETENTION: 'booking=730',
      HABEAS_ZONE: 'Europe/Berlin',
      HABEAS_DESK_LOCK_MINUTES: '3',
      HABEAS_LINE_UP: '2000',
      HABEAS_LINE_DOWN: '8000',
      HABEAS_LINE_PROBE: 'https://court.example/line/',
      HABEAS_PUBLIC_ADDRESS: '203.0.113.9',
    };
    const tls = { cert: '/x/cert/cert.pem', key: '/x/key/key.pem', authority: '/x/authority/ca.crt' };
    const config = readConfig({ ...settings, HABEAS_RELAY: 'on' }, '/root/x');
    const { environment } = facilityLaunch({ ...site, tls, config }, ['main.js']);
    expect(environment).toMatchObject(settings);
    // `npm start` has no link agent.
    expect(Object.keys(readEnv({})).filter((name) => environment[name] === undefined)).toEqual(['HABEAS_LINK_SOCKET']);
  });

  it('have a relay where people outside need one, with the certificate of the operator before ours', () => {
    expect(plan('relay')).toBeUndefined();
    expect(facilityLaunch(site, ['main.js']).environment).not.toHaveProperty('HABEAS_RELAY_CONTACT');
    const relayTls = { cert: '/root/x/data/lan/relay/cert.pem', key: '/root/x/data/lan/relay/key.pem' };
    const reached = { ...site, relayTls, config: readConfig({}, '/root/x', true) };
    expect(planParts(reached).map(({ name }) => name)).toContain('relay');
    expect(plan('relay', reached)?.environment).toMatchObject({
      HABEAS_RELAY_HOST: 'turn.habeas.internal',
      HABEAS_RELAY_CERT: relayTls.cert,
    });
    expect(facilityLaunch(reached, ['main.js']).environment).toMatchObject({
      HABEAS_RELAY_CONTACT: '/run/habeas-a/relay/contact.json',
      HABEAS_RELAY_HOST: 'turn.habeas.internal',
    });
    expect(plan('relay', { ...reached, owners: undefined })?.environment['HABEAS_RELAY_TLS_PORT']).toBe('5349');
    const own = readConfig({ HABEAS_PUBLIC_ADDRESS: '203.0.113.9', HABEAS_RELAY_CERT: 'own.pem' }, '/root/x');
    expect(plan('relay', { ...reached, config: own })?.environment['HABEAS_RELAY_CERT']).toBe('/root/x/own.pem');
    const off = readConfig({ HABEAS_RELAY: 'off' }, '/root/x', true);
    expect(plan('relay', { ...reached, config: off })).toBeUndefined();
  });

  it('give the facility the folders of its certificate, so that a file put in its place is seen', () => {
    const tls = { cert: '/etc/x/cert.pem', key: '/etc/x/private/key.pem' };
    const { argv, environment } = facilityLaunch({ ...site, tls }, ['main.js']);
    expect(environment).toMatchObject({
      HABEAS_TLS_CERT: '/opt/tls/cert/cert.pem',
      HABEAS_TLS_KEY: '/opt/tls/key/key.pem',
    });
    expect(argv.join(' ')).toContain('--ro-bind /etc/x/private /opt/tls/key');
    expect(plan('postgres', { ...site, tls })?.argv.join(' ')).not.toContain('/etc/x');
  });

  it('refuse certificates without their key, and beside those that --lan makes', () => {
    expect(() => readConfig({ HABEAS_TLS_CERT: 'c' }, '/')).toThrow('HABEAS_TLS_KEY');
    expect(() => readConfig({ HABEAS_TLS_CERT: 'c', HABEAS_TLS_KEY: 'k' }, '/', true)).toThrow('--lan');
    expect(() => readConfig({ HABEAS_PORT: '443' }, '/', true)).toThrow('HABEAS_RELAY_TLS_PORT');
    expect(readConfig({ HABEAS_PORT: '443', HABEAS_RELAY: 'off' }, '/', true).port).toBe(443);
    expect(readConfig({}, '/').domain).toBe('localhost');
    expect(readConfig({ HABEAS_DOMAIN: 'x.example' }, '/', true).domain).toBe('x.example');
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
