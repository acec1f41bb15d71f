import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Database, Db } from './database.js';

/** An open pool and Kysely over it. A class, so that it is its own injection token. */
export class Connection {
  constructor(
    readonly pool: Pool,
    readonly db: Db,
  ) {}

  /** Ends every connection; resolves when none is left. */
  close(): Promise<void> {
    return this.db.destroy();
  }
}

/**
 * Opens a pool to the server `url` names. A Unix socket is written
 * `postgresql://USER@localhost/DATABASE?host=/folder/of/the/socket`.
 * A connection that the server drops is replaced and told to `lost`, never thrown.
 */
export function connect(url: string, lost: (error: Error) => void = () => {}, max = 12): Connection {
  const pool = new Pool({
    connectionString: url,
    max,
    // Also the wait for a free one: on a slow machine a crowd is served late, not refused.
    connectionTimeoutMillis: 20_000,
    // A server's process keeps what it learned of every table and query, and the files it opened, until its connection ends.
    maxLifetimeSeconds: 600,
    application_name: 'habeas',
    options: '-c timezone=UTC -c lock_timeout=10s',
  });
  pool.on('error', lost);
  // A connection in use reports through its query as well; without a listener its error would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return new Connection(pool, db);
}
