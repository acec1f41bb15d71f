import { resolve } from 'node:path';
import { Origin } from '#ledger';
import { FacilityName } from '#protocol';
import { z } from 'zod';
import { RELAY_ENVIRONMENT, type RelaySettings, relaySettings } from './relay-settings.js';
import { RunnerError } from './runner-error.js';

const Environment = z.object({
  HABEAS_PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HABEAS_DATA: z.string().min(1).default('data'),
  HABEAS_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/)
    .optional(),
  HABEAS_TLS_CERT: z.string().min(1).optional(),
  HABEAS_TLS_KEY: z.string().min(1).optional(),
  HABEAS_FACILITY_NAME: z._default(FacilityName, 'Demo facility'),
  HABEAS_ORIGIN: Origin.default('habeas.example/demo'),
  HABEAS_MEDIA_ADDRESS: z.string().optional(),
  HABEAS_MEDIA_PORTS: z.string().optional(),
  HABEAS_HEARING_MEDIA_PORTS: z.string().optional(),
  HABEAS_PUBLIC_ADDRESS: z.string().optional(),
  ...RELAY_ENVIRONMENT,
  HABEAS_SMTP: z.string().optional(),
  HABEAS_MAIL_FROM: z.string().optional(),
  HABEAS_RETENTION: z.string().optional(),
  HABEAS_ZONE: z.string().optional(),
  HABEAS_DESK_LOCK_MINUTES: z.string().optional(),
  HABEAS_LINE_UP: z.string().optional(),
  HABEAS_LINE_DOWN: z.string().optional(),
  HABEAS_LINE_PROBE: z.string().optional(),
});

export interface RunnerConfig {
  readonly port: number;
  /** Absolute. */
  readonly data: string;
  readonly domain: string;
  /** `--lan`: reached by other devices, with certificates of an authority of this machine's own. */
  readonly lan: boolean;
  /** Certificate files of the operator's, absolute. Undefined without `lan`: plain HTTP on this machine alone. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly facilityName: string;
  readonly origin: string;
  /** Undefined: no relay runs. */
  readonly relay: RelaySettings | undefined;
  /** HABEAS_MEDIA_*, HABEAS_HEARING_MEDIA_PORTS, HABEAS_PUBLIC_ADDRESS: handed to the planes as they are. */
  readonly media: Readonly<Record<string, string>>;
  /** What only the facility understands, handed to it as it is: mail, retention, time zone, lock of desks, line. */
  readonly facility: Readonly<Record<string, string>>;
}

/** `.internal` is reserved for private use (ICANN 2024), so no public name is taken away from a device. */
const LAN_DOMAIN = 'habeas.internal';

/** `lan`: whether `--lan` was asked for. @throws RunnerError `bad-settings`. */
export function readConfig(environment: Record<string, string | undefined>, cwd: string, lan = false): RunnerConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) throw new RunnerError('bad-settings', z.prettifyError(read.error));
  const given = (...names: (keyof typeof read.data)[]): Record<string, string> =>
    Object.fromEntries(
      names.flatMap((name) => (read.data[name] === undefined ? [] : [[name, String(read.data[name])]])),
    );
  const { HABEAS_TLS_CERT: cert, HABEAS_TLS_KEY: key, HABEAS_DOMAIN: domain } = read.data;
  if ((cert === undefined) !== (key === undefined)) {
    throw new RunnerError('bad-settings', 'HABEAS_TLS_CERT and HABEAS_TLS_KEY: give both or neither.');
  }
  if (lan && cert !== undefined) {
    throw new RunnerError('bad-settings', '--lan makes certificates of its own: leave it out, or HABEAS_TLS_CERT.');
  }
  const whole = { ...read.data, HABEAS_DOMAIN: domain ?? (lan ? LAN_DOMAIN : 'localhost') };
  return {
    port: read.data.HABEAS_PORT,
    data: resolve(cwd, read.data.HABEAS_DATA),
    domain: whole.HABEAS_DOMAIN,
    lan,
    tls: cert === undefined || key === undefined ? undefined : { cert: resolve(cwd, cert), key: resolve(cwd, key) },
    facilityName: read.data.HABEAS_FACILITY_NAME,
    origin: read.data.HABEAS_ORIGIN,
    relay: relaySettings(whole, lan, cwd),
    media: given('HABEAS_MEDIA_ADDRESS', 'HABEAS_MEDIA_PORTS', 'HABEAS_HEARING_MEDIA_PORTS', 'HABEAS_PUBLIC_ADDRESS'),
    facility: given(
      'HABEAS_SMTP',
      'HABEAS_MAIL_FROM',
      'HABEAS_RETENTION',
      'HABEAS_ZONE',
      'HABEAS_DESK_LOCK_MINUTES',
      'HABEAS_LINE_UP',
      'HABEAS_LINE_DOWN',
      'HABEAS_LINE_PROBE',
      'HABEAS_PUBLIC_ADDRESS',
    ),
  };
}
