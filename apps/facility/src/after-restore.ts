import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connect, migrate } from '#postgres';
import { OpeningVault } from './audit/opening-vault.js';
import { Outbox } from './audit/outbox.js';
import { parseConfig, readEnv } from './config.js';
import { readLedger } from './restore/read-ledger.js';
import { takeUp } from './restore/take-up.js';
import { Erasure } from './retention/erasure.js';

// `after-restore.js SIZE`: run with the facility's own environment on a database that was put back from a backup made when
// the ledger had SIZE entries. Prints one JSON line; nothing of the database may be served before.
const config = parseConfig(readEnv());
const now = () => new Date();
const connection = connect(config.parts.database);
try {
  await migrate(connection.pool);
  const { db } = connection;
  const vault = new OpeningVault(join(config.folders.own, 'openings'), randomBytes);
  const outbox = new Outbox(vault, randomBytes, now);
  const leaves = await readLedger(config.folders.ledger);
  const taken = await takeUp({ db, outbox, vault, leaves, backup: Number(process.argv[2]), now });
  const due = await new Erasure({ db, outbox, vault, days: config.facility.retention, now }).look();
  process.stdout.write(`${JSON.stringify({ ...taken, due, size: leaves.length })}\n`);
} catch (error) {
  const { name, code, message } = error as Error & { code?: string };
  process.stderr.write(`${name} ${code ?? ''} ${message}\n`);
  process.exitCode = 1;
} finally {
  await connection.close();
}
