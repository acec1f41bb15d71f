// Stands in for the facility's seed: uses the database as the facility does, through peer authentication.
import { Client } from 'pg';

/** The real seed's migrations wait like this for a database that recovers from a crash. */
async function connectOnceUp() {
  for (;;) {
    const client = new Client({ connectionString: process.env.DATABASE_URL });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (error.code !== '57P03') throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
const client = await connectOnceUp();
const fresh = (await client.query("select to_regclass('seeded') as found")).rows[0].found === null;
await client.query('create extension if not exists btree_gist');
await client.query('create table if not exists seeded ()');
await client.end();
const account = { username: 'desk', role: 'desk' };
console.log('a line that is no JSON');
console.log(
  JSON.stringify(
    fresh
      ? {
          facility: 'Stand-in',
          accounts: [{ ...account, password: 'first-password' }],
          kiosk: { booth: '1', enrolmentCode: 'ENROL-1' },
        }
      : { facility: 'Stand-in', accounts: [account] },
  ),
);
