import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { PostgresError } from './postgres-error.js';

/** Any fixed number: two processes that start together migrate one after the other. */
const LOCK = 7_152_301;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** libs/postgres/migrations under the package's root: found from the sources as well as from dist. */
export function migrationsFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'libs/postgres/migrations');
    if (existsSync(join(folder, 'package.json')) && existsSync(candidate)) return candidate;
  }
  throw new PostgresError('migration-missing', 'the folder libs/postgres/migrations is not there');
}

/**
 * Brings the database to the newest schema: the .sql files of `folder` in order of name, each in one transaction
 * with its row in `migration`. Returns the names it applied. A file that changed or went after it was applied is an
 * error (`migration-changed`, `migration-missing`); one that fails leaves nothing behind (`migration-failed`).
 */
export async function migrate(pool: pg.Pool, folder = migrationsFolder()): Promise<string[]> {
  const wanted = await readMigrations(folder);
  const client = await connectOnceUp(pool);
  try {
    await client.query('set lock_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration');
    compare(rows, wanted);
    const done = new Set(rows.map((row) => row.name));
    const applied: string[] = [];
    for (const migration of wanted.filter(({ name }) => !done.has(name))) {
      await apply(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    // The lock belongs to the connection: end it rather than hand it back.
    client.release(true);
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function compare(rows: { name: string; checksum: string }[], wanted: Migration[]): void {
  for (const row of rows) {
    const file = wanted.find(({ name }) => name === row.name);
    if (!file) throw new PostgresError('migration-missing', `${row.name} was applied and is not among the files`);
    if (file.checksum !== row.checksum) {
      throw new PostgresError('migration-changed', `${row.name} was changed after it was applied`);
    }
  }
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new PostgresError('migration-failed', `${name}: ${cause instanceof Error ? cause.message : 'failed'}`, {
      cause,
    });
  }
}

const STARTING_UP = '57P03';
const PATIENCE_MS = 30_000;

/** After a power cut the socket is there before recovery is over: PostgreSQL then asks to come again. */
async function connectOnceUp(pool: pg.Pool): Promise<pg.PoolClient> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if ((error as { code?: string }).code !== STARTING_UP || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
