import { resolve } from 'node:path';
import { z } from 'zod';
import { RunnerError } from './runner-error.js';

export const RELAY_ENVIRONMENT = {
  /** Absent: on with --lan or a public address. */
  HABEAS_RELAY: z.enum(['on', 'off']).optional(),
  HABEAS_RELAY_HOST: z.string().optional(),
  HABEAS_RELAY_PORT: z.string().optional(),
  HABEAS_RELAY_TLS_PORT: z.string().optional(),
  HABEAS_RELAY_CERT: z.string().min(1).optional(),
  HABEAS_RELAY_KEY: z.string().min(1).optional(),
};

type Environment = Partial<Record<keyof typeof RELAY_ENVIRONMENT, string | undefined>> & {
  readonly HABEAS_PORT: number;
  readonly HABEAS_DOMAIN: string;
  readonly HABEAS_PUBLIC_ADDRESS?: string | undefined;
};

/** The relay's own settings, as apps/relay reads them; file names are absolute. */
export type RelaySettings = { readonly HABEAS_RELAY_HOST: string } & Readonly<Record<string, string>>;

/** Undefined where nobody outside is to get in. @throws RunnerError `bad-settings` when two want one port. */
export function relaySettings(environment: Environment, lan: boolean, cwd: string): RelaySettings | undefined {
  const wanted = environment.HABEAS_RELAY ?? (lan || environment.HABEAS_PUBLIC_ADDRESS !== undefined ? 'on' : 'off');
  if (wanted === 'off') return undefined;
  const { HABEAS_PORT: port, HABEAS_RELAY_TLS_PORT: tlsPort = '443', HABEAS_RELAY_CERT: cert } = environment;
  if ((lan || cert !== undefined) && Number(tlsPort) === port) {
    throw new RunnerError(
      'bad-settings',
      `Screens and relay cannot both have TLS on port ${port}: set HABEAS_RELAY_TLS_PORT, or HABEAS_RELAY=off.`,
    );
  }
  const settings: Record<string, string> = {};
  for (const name of ['HABEAS_RELAY_PORT', 'HABEAS_RELAY_TLS_PORT'] as const) {
    const value = environment[name];
    if (value !== undefined) settings[name] = value;
  }
  for (const name of ['HABEAS_RELAY_CERT', 'HABEAS_RELAY_KEY'] as const) {
    const file = environment[name];
    if (file !== undefined) settings[name] = resolve(cwd, file);
  }
  return { ...settings, HABEAS_RELAY_HOST: environment.HABEAS_RELAY_HOST ?? `turn.${environment.HABEAS_DOMAIN}` };
}
