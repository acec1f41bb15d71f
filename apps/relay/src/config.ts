import { z } from 'zod';
import { RelayError } from './relay-error.js';

const port = z.coerce.number().int().min(1).max(65535);
const file = z.string().startsWith('/');

const Environment = z.object({
  /** The folder `RUN/relay`. Made when missing. */
  HABEAS_RELAY_FOLDER: file,
  /** contact.json of the booth plane, whose address is that of the one peer. */
  HABEAS_BOOTH_PLANE: file,
  /** contact.json of the hearing plane, which has other ports at the same address. */
  HABEAS_HEARING_PLANE: file.optional(),
  /** The name that devices look up; its certificate is HABEAS_RELAY_CERT. */
  HABEAS_RELAY_HOST: z.string().regex(/^[a-z0-9.-]{1,200}$/),
  HABEAS_RELAY_PORT: port.default(3478),
  HABEAS_RELAY_TLS_PORT: port.default(443),
  HABEAS_RELAY_CERT: file.optional(),
  HABEAS_RELAY_KEY: file.optional(),
  HABEAS_RELAY_USER: z.string().default('habeas-relay'),
  HABEAS_FACILITY_GROUP: z.string().default('habeas-facility'),
});

export interface RelayConfig {
  readonly folder: string;
  readonly plane: string;
  /** Undefined: hearings are not relayed. */
  readonly hearingPlane: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly tlsPort: number;
  /** Undefined: UDP only. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly user: string;
  readonly facilityGroup: string;
}

/** @throws RelayError `bad-settings`, naming each wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): RelayConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) throw new RelayError('bad-settings', z.prettifyError(read.error));
  const { HABEAS_RELAY_CERT: cert, HABEAS_RELAY_KEY: key } = read.data;
  if ((cert === undefined) !== (key === undefined)) {
    throw new RelayError('bad-settings', 'HABEAS_RELAY_CERT and HABEAS_RELAY_KEY: give both or neither.');
  }
  return {
    folder: read.data.HABEAS_RELAY_FOLDER,
    plane: read.data.HABEAS_BOOTH_PLANE,
    hearingPlane: read.data.HABEAS_HEARING_PLANE,
    host: read.data.HABEAS_RELAY_HOST,
    port: read.data.HABEAS_RELAY_PORT,
    tlsPort: read.data.HABEAS_RELAY_TLS_PORT,
    tls: cert === undefined || key === undefined ? undefined : { cert, key },
    user: read.data.HABEAS_RELAY_USER,
    facilityGroup: read.data.HABEAS_FACILITY_GROUP,
  };
}
