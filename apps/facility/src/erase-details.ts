import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connect, migrate } from '#postgres';
import { sql } from 'kysely';
import { OpeningVault } from './audit/opening-vault.js';
import { Outbox } from './audit/outbox.js';
import { parseConfig, readEnv } from './config.js';
import { Erasure } from './retention/erasure.js';

// `erase-details.js ID`: erases the details of a booking or request that is over, before its time, because somebody with a
// right to it asked. Prints one JSON line. The entry of it goes to the ledger with the next that the running facility sends.
const [id = ''] = process.argv.slice(2);
const config = parseConfig(readEnv());
const now = () => new Date();
const connection = connect(config.parts.database);
try {
  await migrate(connection.pool);
  const { db } = connection;
  const { rows } = await sql<{ over: boolean }>`
    select state in ('completed', 'cancelled', 'no-show', 'expired') as over from booking where id = ${id}
    union all select settled_at is not null from request where id = ${id} and erased_at is null`.execute(db);
  if (rows[0]?.over === true) {
    const vault = new OpeningVault(join(config.folders.own, 'openings'), randomBytes);
    const outbox = new Outbox(vault, randomBytes, now);
    await new Erasure({ db, outbox, vault, days: config.facility.retention, now }).erase([id]);
    process.stdout.write(`${JSON.stringify({ erased: id })}\n`);
  } else {
    process.stderr.write(rows.length === 0 ? 'There is no such booking or request.\n' : 'It is not over yet.\n');
    process.exitCode = 1;
  }
} finally {
  await connection.close();
}
