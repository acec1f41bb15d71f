import { join } from 'node:path';

/** Everything of a plane on disk, below its folder in RUN. */
export interface PlanePaths {
  readonly root: string;
  readonly config: string;
  readonly plugins: string;
  readonly transports: string;
  readonly events: string;
  readonly loggers: string;
  readonly api: string;
  readonly admin: string;
  readonly apiSocket: string;
  readonly adminSocket: string;
  readonly contact: string;
}

export function planePaths(root: string): PlanePaths {
  const api = join(root, 'api');
  const admin = join(root, 'admin');
  return {
    root,
    config: join(root, 'config'),
    plugins: join(root, 'modules/plugins'),
    transports: join(root, 'modules/transports'),
    events: join(root, 'modules/events'),
    loggers: join(root, 'modules/loggers'),
    api,
    admin,
    apiSocket: join(api, 'ws.sock'),
    adminSocket: join(admin, 'admin.sock'),
    contact: join(root, 'contact.json'),
  };
}
