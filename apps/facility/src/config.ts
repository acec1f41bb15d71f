import { resolve } from 'node:path';
import { Origin } from '#ledger';
import { type BothWays, type CapacitySource, LARGEST_LINE, SMALLEST_LINE } from '#link';
import { FacilityName } from '#protocol';
import { z } from 'zod';
import { RETENTION_KINDS, retentionDays, type RetentionDays } from './retention/retention-rules.js';

const port = z.coerce.number().int().min(0).max(65535);
const path = z
  .string()
  .min(1)
  .transform((value) => resolve(value));

const kbps = z.coerce.number().int().min(SMALLEST_LINE).max(LARGEST_LINE);

/** `booking=730,notice=30`: days by kind. */
const retention = z
  .string()
  .default('')
  .transform((text): [string, unknown][] =>
    text
      .split(',')
      .filter(Boolean)
      .map((one) => {
        const [kind = '', days] = one.trim().split('=');
        return [kind, days];
      }),
  )
  .pipe(z.array(z.tuple([z.enum(RETENTION_KINDS), z.coerce.number().int().min(1).max(36_500)])))
  .transform((pairs) => retentionDays(Object.fromEntries(pairs)));

const Environment = z.object({
  HABEAS_PORT: port.default(3000),
  HABEAS_DOMAIN: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)
    .default('localhost'),
  /** PEM files, read again when they change. Without them the facility answers on this machine only. */
  HABEAS_TLS_CERT: path.optional(),
  HABEAS_TLS_KEY: path.optional(),
  /** Handed out as `/ca.crt`: the authority of a test machine. */
  HABEAS_TLS_AUTHORITY: path.optional(),
  HABEAS_WEB: path.default(resolve('dist/web')),
  HABEAS_DATA: path.default(resolve('data')),
  HABEAS_LEDGER: path.optional(),
  HABEAS_KEEPER_SOCKET: path,
  HABEAS_FACILITY_NAME: FacilityName,
  HABEAS_ORIGIN: Origin,
  HABEAS_ZONE: z
    .string()
    .default('Asia/Almaty')
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'not a time zone'),
  /** A desk that nobody touches for so long locks. */
  HABEAS_DESK_LOCK_MINUTES: z.coerce.number().int().min(1).max(240).default(10),
  DATABASE_URL: z.string().min(1),
  REDIS_SOCKET: path,
  HABEAS_BOOTH_PLANE: path,
  /** contact.json of the hearing plane; absent: there are no hearings. */
  HABEAS_HEARING_PLANE: path.optional(),
  /** contact.json of the relay; absent, or without the name that devices look up: they reach the plane directly or not at all. */
  HABEAS_RELAY_CONTACT: path.optional(),
  HABEAS_RELAY_HOST: z.string().optional(),
  /** kbit/s from the building, and to it; both or neither. Without them it is what recent tests of the line reached. */
  HABEAS_LINE_UP: kbps.optional(),
  HABEAS_LINE_DOWN: kbps.optional(),
  /** Of apps/line-end on the court side; absent: the line cannot be tested. */
  HABEAS_LINE_PROBE: z.url({ protocol: /^https?$/ }).optional(),
  /** Of the link agent; absent: nothing shapes the line. */
  HABEAS_LINK_SOCKET: path.optional(),
  /** Where the line sees the media planes; absent: at the address they bind. */
  HABEAS_PUBLIC_ADDRESS: z.union([z.ipv4(), z.ipv6()]).optional(),
  HABEAS_METRICS_PORT: port.default(0),
  HABEAS_RETENTION: retention,
  /** `smtp://host:25` or `smtps://user:password@host`; absent: notices in the page only. */
  HABEAS_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
  HABEAS_MAIL_FROM: z.email().default('habeas@localhost.invalid'),
});

/** Where the facility is reached. */
export interface Door {
  readonly port: number;
  /** Hosts are `desk.DOMAIN` … */
  readonly domain: string;
  /** Absolute paths. Undefined: plain HTTP, on the loopback address only. */
  readonly tls: { readonly cert: string; readonly key: string; readonly authority: string | undefined } | undefined;
}

/** The line of the building to the outside. */
export interface Line {
  /** Undefined: nobody has said. */
  readonly capacity: BothWays<CapacitySource> | undefined;
  /** URL of the far end for tests; undefined: there is none. */
  readonly farEnd: string | undefined;
  /** Path of the link agent's socket; undefined: there is none. */
  readonly agent: string | undefined;
  /** Of the media planes, where it is another one than they bind. */
  readonly address: string | undefined;
}

/** The facility's settings, from the table in docs/architecture.md. Also the injection token. */
export class Config {
  constructor(
    readonly door: Door,
    readonly facility: {
      readonly name: string;
      readonly zone: string;
      readonly origin: string;
      readonly retention: RetentionDays;
      readonly lockMinutes: number;
    },
    /** Absolute folders: built screens, the facility's own data, the ledger (read only). */
    readonly folders: { readonly web: string; readonly own: string; readonly ledger: string },
    readonly parts: {
      readonly database: string;
      readonly redis: string;
      readonly keeper: string;
      readonly boothPlane: string;
      /** Path of its contact.json; undefined: none was set up. */
      readonly hearingPlane: string | undefined;
      /** Path of its contact.json; undefined: none was set up. */
      readonly relay: string | undefined;
      readonly metricsPort: number;
      readonly line: Line;
      /** Undefined: no letters are sent. */
      readonly mail: { readonly smtp: string; readonly from: string } | undefined;
    },
  ) {}
}

/** Settings that cannot be used; the message names each variable and never its value. */
export class ConfigError extends Error {}

export type Env = Readonly<Record<string, string | undefined>>;

/** The part of the process's environment that is ours; empty values count as absent. */
export function readEnv(env: Env = process.env): Env {
  return Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, env[name] || undefined]));
}

export function parseConfig(env: Env): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  }
  const e = parsed.data;
  const { HABEAS_TLS_CERT: cert, HABEAS_TLS_KEY: key, HABEAS_TLS_AUTHORITY: authority } = e;
  if ((cert === undefined) !== (key === undefined)) {
    throw new ConfigError('HABEAS_TLS_CERT, HABEAS_TLS_KEY: both or neither');
  }
  const { HABEAS_LINE_UP: up, HABEAS_LINE_DOWN: down } = e;
  if ((up === undefined) !== (down === undefined))
    throw new ConfigError('HABEAS_LINE_UP, HABEAS_LINE_DOWN: both or neither');
  const configured = (rate: number): CapacitySource => ({ from: 'configured', kbps: rate });
  const capacity = up === undefined || down === undefined ? undefined : { up: configured(up), down: configured(down) };
  const tls = cert === undefined || key === undefined ? undefined : { cert, key, authority };
  return new Config(
    { port: e.HABEAS_PORT, domain: e.HABEAS_DOMAIN, tls },
    {
      name: e.HABEAS_FACILITY_NAME,
      zone: e.HABEAS_ZONE,
      origin: e.HABEAS_ORIGIN,
      retention: e.HABEAS_RETENTION,
      lockMinutes: e.HABEAS_DESK_LOCK_MINUTES,
    },
    {
      web: e.HABEAS_WEB,
      own: resolve(e.HABEAS_DATA, 'facility'),
      ledger: e.HABEAS_LEDGER ?? resolve(e.HABEAS_DATA, 'ledger'),
    },
    {
      database: e.DATABASE_URL,
      redis: e.REDIS_SOCKET,
      keeper: e.HABEAS_KEEPER_SOCKET,
      boothPlane: e.HABEAS_BOOTH_PLANE,
      hearingPlane: e.HABEAS_HEARING_PLANE,
      relay: e.HABEAS_RELAY_HOST === undefined ? undefined : e.HABEAS_RELAY_CONTACT,
      line: {
        capacity,
        farEnd: e.HABEAS_LINE_PROBE,
        agent: e.HABEAS_LINK_SOCKET,
        address: e.HABEAS_PUBLIC_ADDRESS,
      },
      metricsPort: e.HABEAS_METRICS_PORT,
      mail: e.HABEAS_SMTP === undefined ? undefined : { smtp: e.HABEAS_SMTP, from: e.HABEAS_MAIL_FROM },
    },
  );
}
