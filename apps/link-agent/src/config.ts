import { DEVICE_NAME } from '#link';
import { z } from 'zod';
import { LinkAgentError } from './link-agent-error.js';

const Environment = z.object({
  /** The device towards the line. */
  HABEAS_LINK_DEVICE: z.string().regex(DEVICE_NAME),
  /** `RUN/link`: the socket, and the plan in force. */
  HABEAS_LINK_FOLDER: z.string().startsWith('/'),
  /** Whether sound may leave twice here. Not on a kiosk: whoever does not say so copies nothing. */
  HABEAS_LINK_COPIES: z.enum(['on', 'off']).default('off'),
});

export interface LinkAgentConfig {
  readonly device: string;
  readonly folder: string;
  readonly copies: boolean;
}

/** @throws LinkAgentError `bad-settings`, naming each wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): LinkAgentConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) throw new LinkAgentError('bad-settings', z.prettifyError(read.error));
  const { HABEAS_LINK_DEVICE: device, HABEAS_LINK_FOLDER: folder, HABEAS_LINK_COPIES: copies } = read.data;
  return { device, folder, copies: copies === 'on' };
}
