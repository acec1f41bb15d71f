import { DEVICE_NAME } from '#link';
import { z } from 'zod';
import { LinkAgentError } from './link-agent-error.js';

const Environment = z.object({
  /** The device towards the line. */
  HABEAS_LINK_DEVICE: z.string().regex(DEVICE_NAME),
  /** `RUN/link`: the socket, and the plan in force. */
  HABEAS_LINK_FOLDER: z.string().startsWith('/'),
});

export interface LinkAgentConfig {
  readonly device: string;
  readonly folder: string;
}

/** @throws LinkAgentError `bad-settings`, naming each wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): LinkAgentConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) throw new LinkAgentError('bad-settings', z.prettifyError(read.error));
  return { device: read.data.HABEAS_LINK_DEVICE, folder: read.data.HABEAS_LINK_FOLDER };
}
