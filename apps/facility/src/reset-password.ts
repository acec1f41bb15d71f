import { connect, migrate } from '#postgres';
import { parseConfig, readEnv } from './config.js';
import { AccountMaker } from './people/account-maker.js';

// `reset-password.js NAME`: prints one JSON line {username, password}; every sign-in of the account is ended.
const [username = ''] = process.argv.slice(2);
const config = parseConfig(readEnv());
const connection = connect(config.parts.database);
try {
  await migrate(connection.pool);
  const password = await new AccountMaker(connection.db).resetPassword(username);
  if (password === undefined) {
    process.stderr.write(`There is no account of that name.\n`);
    process.exitCode = 1;
  } else {
    process.stdout.write(`${JSON.stringify({ username: username.toLowerCase(), password })}\n`);
  }
} finally {
  await connection.close();
}
