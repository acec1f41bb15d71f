import { connect, migrate } from '#postgres';
import { parseConfig, readEnv } from './config.js';
import { seedDemo } from './people/seed-demo.js';

// Run with the facility's own environment. Prints one JSON line: the accounts, with first passwords only when the
// database was new. Nothing else is printed, and the passwords are stored hashed only.
const config = parseConfig(readEnv());
const connection = connect(config.parts.database);
try {
  await migrate(connection.pool);
  process.stdout.write(`${JSON.stringify(await seedDemo(connection.db, config.facility))}\n`);
} finally {
  await connection.close();
}
