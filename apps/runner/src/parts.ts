import { basename, dirname, join } from 'node:path';
import { type Bind, confine, unconfined } from '#confine';
import type { RunnerConfig } from './config.js';
import { type LauncherPlan, MALLOC, NODE_FLAGS, PATH, planLaunchers } from './launchers.js';
import type { TlsFiles } from './lan/lan-certificates.js';
import type { Places } from './places.js';
import { databaseUrl, postgresCommand } from './postgres.js';
import type { Owner } from '#confine';

export type PartName = 'postgres' | 'redis' | 'ledger-keeper' | 'facility' | LauncherPlan['name'];

/** One program as it is started. */
export interface Launch {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface PartPlan extends Launch {
  readonly name: PartName;
  /** Exists when the part is up: a socket, or the contact file of a plane or the relay. The facility is asked over HTTP instead. */
  readonly sign: string | undefined;
  readonly stopSignal: NodeJS.Signals;
}

export interface PartSite {
  readonly config: RunnerConfig;
  readonly places: Places;
  /** Undefined without root. */
  readonly owners: ReadonlyMap<string, Owner> | undefined;
  readonly programs: { readonly node: string; readonly postgres: string; readonly caller: string };
  /** Text of MAKE_CLUSTER. */
  readonly makeCluster: string;
  readonly metricsPort: number;
  /** What the facility serves. Undefined: plain HTTP on the loopback address. */
  readonly tls: TlsFiles | undefined;
  /** What the relay serves when the operator gives it none. */
  readonly relayTls: TlsFiles | undefined;
}

/** What a part sees of its folders: under root at fixed places inside its confinement. */
interface Inside {
  readonly data: string;
  readonly project: string;
  readonly node: string;
}

/** All parts in the order of their start. Pure. */
export function planParts(site: PartSite): PartPlan[] {
  const inside = insideOf(site);
  const { run } = site.places;
  const socket = (path: string) => join(run, path);
  return [
    {
      ...launch(
        site,
        'habeas-postgres',
        ['postgres'],
        postgresCommand(site.programs.postgres, `${inside.data}/postgres`, socket('postgres')),
      ),
      name: 'postgres',
      sign: socket('postgres/.s.PGSQL.5432'),
      stopSignal: 'SIGINT',
    },
    {
      ...launch(site, 'habeas-redis', ['redis'], redisCommand(inside.data, socket('redis/redis.sock'))),
      name: 'redis',
      sign: socket('redis/redis.sock'),
      stopSignal: 'SIGTERM',
    },
    {
      ...launch(
        site,
        'habeas-keeper',
        ['keeper', 'ledger'],
        program(inside, 'ledger-keeper/src/main.js'),
        keeperEnvironment(site, inside),
      ),
      name: 'ledger-keeper',
      sign: socket('keeper/facility/keeper.sock'),
      stopSignal: 'SIGTERM',
    },
    ...planLaunchers(site),
    {
      ...facilityLaunch(site, ['main.js']),
      name: 'facility',
      sign: undefined,
      stopSignal: 'SIGTERM',
    },
  ];
}

/** Makes the database cluster, once; ends by itself. */
export function clusterLaunch(site: PartSite): Launch {
  const user = site.owners === undefined ? site.programs.caller : 'habeas-facility';
  const data = `${insideOf(site).data}/postgres`;
  const command = ['/bin/sh', '-c', site.makeCluster, 'make-cluster', site.programs.postgres, data, user];
  return launch(site, 'habeas-postgres', ['postgres'], command);
}

/** One of PostgreSQL's programs, `[name, ...arguments]`, as the facility's role on its database. */
export function postgresClient(site: PartSite, [name, ...rest]: readonly [string, ...string[]]): Launch {
  const socket = join(site.places.run, 'postgres');
  const command = [`${site.programs.postgres}/${name}`, `--dbname=${databaseUrl(socket)}`, ...rest];
  const environment = { PATH, LANG: 'C.UTF-8', HOME: '/nonexistent' };
  const owner = site.owners?.get('habeas-facility');
  if (owner === undefined) return { argv: unconfined(command), environment };
  return { argv: confine(command, { owner, binds: [bind(socket, socket)], network: false }), environment };
}

/** A program of the facility, `[file, ...arguments]`, with the facility's own environment. */
export function facilityLaunch(site: PartSite, [file, ...rest]: readonly [string, ...string[]]): Launch {
  const inside = insideOf(site);
  const { run } = site.places;
  const environment = {
    ...MALLOC,
    NODE_ENV: 'production',
    HABEAS_PORT: String(site.config.port),
    HABEAS_DOMAIN: site.config.domain,
    HABEAS_WEB: `${inside.project}/dist/web`,
    HABEAS_DATA: inside.data,
    HABEAS_LEDGER: `${inside.data}/ledger`,
    HABEAS_KEEPER_SOCKET: join(run, 'keeper/facility/keeper.sock'),
    HABEAS_FACILITY_NAME: site.config.facilityName,
    HABEAS_ORIGIN: site.config.origin,
    DATABASE_URL: databaseUrl(join(run, 'postgres')),
    REDIS_SOCKET: join(run, 'redis/redis.sock'),
    HABEAS_BOOTH_PLANE: join(run, 'booth-plane/contact.json'),
    HABEAS_HEARING_PLANE: join(run, 'hearing-plane/contact.json'),
    HABEAS_METRICS_PORT: String(site.metricsPort),
    ...(site.config.relay && {
      HABEAS_RELAY_CONTACT: join(run, 'relay/contact.json'),
      HABEAS_RELAY_HOST: site.config.relay.HABEAS_RELAY_HOST,
    }),
    ...tlsEnvironment(site),
    ...site.config.facility,
  };
  const command = [...program(inside, `facility/src/${file}`), ...rest];
  return launch(site, 'habeas-facility', ['facility'], command, environment);
}

/** Folders are bound, not files: a file that is replaced would stay the old one inside. */
const TLS_INSIDE = '/opt/tls';

function tlsEnvironment({ tls, owners }: PartSite): Record<string, string> {
  const inside = (path: string, name: string) => (owners === undefined ? path : join(TLS_INSIDE, name, basename(path)));
  if (tls === undefined) return {};
  const { cert, key, authority } = tls;
  return {
    HABEAS_TLS_CERT: inside(cert, 'cert'),
    HABEAS_TLS_KEY: inside(key, 'key'),
    ...(authority === undefined ? {} : { HABEAS_TLS_AUTHORITY: inside(authority, 'authority') }),
  };
}

function tlsBinds(tls: TlsFiles | undefined): Bind[] {
  return Object.entries(tls ?? {}).map(([name, path]) => bind(dirname(path), join(TLS_INSIDE, name)));
}

function keeperEnvironment(site: PartSite, inside: Inside): Record<string, string> {
  return {
    ...MALLOC,
    NODE_ENV: 'production',
    HABEAS_DATA: `${inside.data}/keeper`,
    HABEAS_LEDGER: `${inside.data}/ledger`,
    HABEAS_ORIGIN: site.config.origin,
    HABEAS_KEEPER_WRITERS: JSON.stringify({ facility: join(site.places.run, 'keeper/facility/keeper.sock') }),
  };
}

function redisCommand(data: string, socket: string): string[] {
  return [
    '/usr/bin/redis-server',
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--unixsocketperm',
    '770',
    '--dir',
    `${data}/redis`,
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
    '--daemonize',
    'no',
    '--always-show-logo',
    'no',
  ];
}

function program(inside: Inside, file: string): string[] {
  return [inside.node, ...NODE_FLAGS, `${inside.project}/dist/apps/${file}`];
}

function insideOf({ owners, places, programs }: PartSite): Inside {
  if (owners === undefined) return { data: places.data, project: places.project, node: programs.node };
  return { data: '/var/lib/habeas', project: '/opt/habeas', node: '/opt/node/bin/node' };
}

const RUN_FOLDERS: Readonly<Record<string, readonly [folder: string, writable: boolean][]>> = {
  'habeas-postgres': [['postgres', true]],
  'habeas-redis': [['redis', true]],
  'habeas-keeper': [['keeper/facility', true]],
  'habeas-facility': [
    ['postgres', false],
    ['redis', false],
    ['keeper/facility', false],
    ['booth-plane', false],
    ['hearing-plane', false],
    ['relay', false],
  ],
};

function launch(
  site: PartSite,
  user: string,
  data: readonly string[],
  command: readonly string[],
  more: Record<string, string> = {},
): Launch {
  const environment = { PATH, LANG: 'C.UTF-8', HOME: '/nonexistent', ...more };
  const owner = site.owners?.get(user);
  if (owner === undefined) return { argv: unconfined(command), environment };
  const { places } = site;
  const binds: Bind[] = data.map((name) => ({
    from: join(places.data, name),
    to: `/var/lib/habeas/${name}`,
    writable: true,
  }));
  for (const [folder, writable] of RUN_FOLDERS[user] ?? []) {
    binds.push({ from: join(places.run, folder), to: join(places.run, folder), writable });
  }
  if (user === 'habeas-facility') {
    binds.push({ from: join(places.data, 'ledger'), to: '/var/lib/habeas/ledger', writable: false });
    binds.push(...tlsBinds(site.tls));
  }
  if (user === 'habeas-facility' || user === 'habeas-keeper') binds.push(...programBinds(site));
  const facility = user === 'habeas-facility';
  const lowPorts = facility && site.config.port < 1024;
  return { argv: confine(command, { owner, binds, network: facility, lowPorts }), environment };
}

const bind = (from: string, to: string): Bind => ({ from, to, writable: false });

function programBinds({ places, programs }: PartSite): Bind[] {
  return [
    bind(programs.node, '/opt/node/bin/node'),
    bind(join(places.project, 'dist'), '/opt/habeas/dist'),
    bind(join(places.project, 'node_modules'), '/opt/habeas/node_modules'),
    bind(join(places.run, 'program/package.json'), '/opt/habeas/package.json'),
    bind(join(places.run, 'program/libs'), '/opt/habeas/libs'),
  ];
}
