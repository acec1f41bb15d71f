import { Client } from 'pg';

const client = new Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.end();
console.log(JSON.stringify({ username: process.argv[2], password: 'second-password' }));
