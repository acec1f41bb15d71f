import { resolve } from 'node:path';
import { z } from 'zod';
import { RunnerError } from './runner-error.js';

const Environment = z.object({
  HABEAS_PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HABEAS_DATA: z.string().min(1).default('data'),
  HABEAS_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/)
    .default('localhost'),
  HABEAS_FACILITY_NAME: z.string().min(1).max(100).default('Demo facility'),
  HABEAS_ORIGIN: z
    .string()
    .regex(/^[a-z0-9./-]{1,200}$/)
    .default('habeas.example/demo'),
  HABEAS_MEDIA_ADDRESS: z.string().optional(),
  HABEAS_MEDIA_PORTS: z.string().optional(),
  HABEAS_SMTP: z.string().optional(),
  HABEAS_MAIL_FROM: z.string().optional(),
});

export interface RunnerConfig {
  readonly port: number;
  /** Absolute. */
  readonly data: string;
  readonly domain: string;
  readonly facilityName: string;
  readonly origin: string;
  /** HABEAS_MEDIA_*: handed to the booth plane as they are. */
  readonly media: Readonly<Record<string, string>>;
  /** HABEAS_SMTP, HABEAS_MAIL_FROM: handed to the facility as they are. */
  readonly mail: Readonly<Record<string, string>>;
}

/** @throws RunnerError `bad-settings`. */
export function readConfig(environment: Record<string, string | undefined>, cwd: string): RunnerConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) throw new RunnerError('bad-settings', z.prettifyError(read.error));
  const given = (...names: (keyof typeof read.data)[]): Record<string, string> =>
    Object.fromEntries(
      names.flatMap((name) => (read.data[name] === undefined ? [] : [[name, String(read.data[name])]])),
    );
  return {
    port: read.data.HABEAS_PORT,
    data: resolve(cwd, read.data.HABEAS_DATA),
    domain: read.data.HABEAS_DOMAIN,
    facilityName: read.data.HABEAS_FACILITY_NAME,
    origin: read.data.HABEAS_ORIGIN,
    media: given('HABEAS_MEDIA_ADDRESS', 'HABEAS_MEDIA_PORTS'),
    mail: given('HABEAS_SMTP', 'HABEAS_MAIL_FROM'),
  };
}
