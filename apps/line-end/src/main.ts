import { z } from 'zod';
import { lineEnd } from './line-end.js';

const Environment = z.object({
  HABEAS_LINE_END_PORT: z.coerce.number().int().min(1).max(65_535).default(3010),
  /** The address that answers; absent: every one of this machine. */
  HABEAS_LINE_END_ADDRESS: z.union([z.ipv4(), z.ipv6()]).optional(),
});

const read = Environment.safeParse(process.env);
if (read.success) {
  const { HABEAS_LINE_END_PORT: port, HABEAS_LINE_END_ADDRESS: host } = read.data;
  const server = lineEnd();
  server.on('error', ({ message }) => {
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  });
  server.listen({ port, ...(host !== undefined && { host }) }, () => process.stdout.write(`ready: port ${port}\n`));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
} else {
  process.stderr.write(`${z.prettifyError(read.error)}\n`);
  process.exitCode = 2;
}
