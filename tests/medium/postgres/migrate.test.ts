import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Connection, connect, migrate } from '#postgres';
import { TestPostgres } from '#testing';

let server: TestPostgres;
let connection: Connection;
let folder: string;

beforeAll(async () => {
  server = await TestPostgres.start();
});
afterAll(async () => {
  await connection?.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await connection?.close();
  connection = connect(await server.freshDatabase());
  if (folder) await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});

const file = (name: string, sql: string) => writeFile(join(folder, name), sql);

it('brings a new database to the newest schema, once', async () => {
  expect(await migrate(connection.pool)).toContain('001_people.sql');
  expect(await migrate(connection.pool)).toEqual([]);
  expect(await connection.db.selectFrom('person').selectAll().execute()).toEqual([]);
});

it('lets two processes that start together migrate one after the other', async () => {
  await file('001_a.sql', 'select pg_sleep(0.2); create table a (n int);');
  const applied = await Promise.all([migrate(connection.pool, folder), migrate(connection.pool, folder)]);
  expect(applied.flat()).toEqual(['001_a.sql']);
});

it('applies in order of name', async () => {
  await file('010_b.sql', 'alter table a add column m int;');
  await file('002_a.sql', 'create table a (n int);');
  expect(await migrate(connection.pool, folder)).toEqual(['002_a.sql', '010_b.sql']);
});

it('leaves nothing behind of a file that fails', async () => {
  await file('001_a.sql', 'create table a (n int); create table a (n int);');
  await expect(migrate(connection.pool, folder)).rejects.toMatchObject({ code: 'migration-failed' });
  await file('001_a.sql', 'create table a (n int);');
  expect(await migrate(connection.pool, folder)).toEqual(['001_a.sql']);
});

it('refuses a file that changed or went after it was applied', async () => {
  await file('001_a.sql', 'create table a (n int);');
  await migrate(connection.pool, folder);
  await file('001_a.sql', 'create table a (n bigint);');
  await expect(migrate(connection.pool, folder)).rejects.toMatchObject({ code: 'migration-changed' });
  await rm(join(folder, '001_a.sql'));
  await expect(migrate(connection.pool, folder)).rejects.toMatchObject({ code: 'migration-missing' });
});

it('survives a crash of the server: the pool finds it again and committed rows are there', async () => {
  await migrate(connection.pool);
  await connection.db.insertInto('facility').values({ name: 'Demo', zone: 'Asia/Almaty' }).execute();
  await server.crash();
  await expect(connection.db.selectFrom('facility').selectAll().execute()).rejects.toThrow();
  await server.resume();
  expect(await connection.db.selectFrom('facility').select('name').execute()).toEqual([{ name: 'Demo' }]);
});
