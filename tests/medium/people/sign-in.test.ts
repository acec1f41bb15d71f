import { afterAll, beforeAll, expect, it } from 'vitest';
import { Me, OwnAccount, Refusal } from '#protocol';
import { Connection, type Db } from '#postgres';
import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import { SessionEnded } from '../../../apps/facility/src/people/session-ended.js';
import { AccountMaker, setPassword } from '../../../apps/facility/src/people/account-maker.js';
import { TRIES } from '../../../apps/facility/src/people/sign-in-tries.js';
import { type Answer, FacilityUnderTest, cookieHeader } from './facility-under-test.js';

let facility: FacilityUnderTest;
beforeAll(async () => {
  facility = await FacilityUnderTest.start();
});
afterAll(async () => {
  await facility?.stop();
});

const codeOf = (answer: Answer) => Refusal.parse(JSON.parse(answer.text)).code;
const personAt = async (host: string, cookie: string) =>
  Me.parse(JSON.parse((await facility.ask(host, 'GET', '/api/me', undefined, { cookie })).text)).person;

it('signs in with cookies that only this host gets and no script reads', async () => {
  const answer = await facility.signIn('desk', 'desk1');
  expect(answer.status).toBe(204);
  expect(answer.cookies.map((line) => line.split('=', 1)[0])).toEqual(['__Host-habeas', '__Host-habeas-device']);
  for (const line of answer.cookies) {
    expect(line).toMatch(/; Path=\/(;|$)/);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; Secure/);
    expect(line).toMatch(/; SameSite=Strict/i);
    expect(line).not.toMatch(/Domain=/i);
  }
  expect(await personAt('desk', cookieHeader(answer))).toMatchObject({ username: 'desk1', role: 'desk' });
});

it('a stolen cookie is worth nothing after sign-out, and sockets are told', async () => {
  const cookie = cookieHeader(await facility.signIn('attorney', 'attorney1'));
  expect((await personAt('attorney', cookie))?.name).toBe('Aigerim Sarsenova');
  const told: string[] = [];
  const stop = facility.app.get(SessionEnded).listen(({ reason }) => told.push(reason));
  expect((await facility.ask('attorney', 'POST', '/api/sign-out', undefined, { cookie })).status).toBe(204);
  stop();
  expect(told).toEqual(['signed-out']);
  expect(await personAt('attorney', cookie)).toBeUndefined();
});

it('an account works on its own host only', async () => {
  expect(codeOf(await facility.signIn('desk', 'attorney1'))).toBe('wrong-sign-in');
  const cookie = cookieHeader(await facility.signIn('attorney', 'attorney1'));
  for (const host of ['desk', 'kiosk', 'oversight']) expect(await personAt(host, cookie)).toBeUndefined();
  expect(await personAt('attorney', cookie)).toBeDefined();
});

it('a forged or changed cookie is nobody', async () => {
  const cookie = cookieHeader(await facility.signIn('desk', 'desk1')).split('; ')[0] ?? '';
  expect(await personAt('desk', cookie)).toBeDefined();
  expect(await personAt('desk', `${cookie.slice(0, -6)}AAAAAA`)).toBeUndefined();
  const { token } = await facility.app
    .get(Connection)
    .db.selectFrom('sign_in_session')
    .select('token')
    .executeTakeFirstOrThrow();
  expect(await personAt('desk', `__Host-habeas=${token}`)).toBeUndefined();
});

it('idle and absolute limits end a sign-in', async () => {
  const { db } = facility.app.get(Connection);
  for (const [column, hours] of [
    ['seen_at', -5],
    ['expires_at', -1],
  ] as const) {
    const cookie = cookieHeader(await facility.signIn('oversight', 'oversight1'));
    expect(await personAt('oversight', cookie)).toBeDefined();
    await db
      .updateTable('sign_in_session')
      .set({ [column]: new Date(Date.now() + hours * 3_600_000) })
      .execute();
    expect(await personAt('oversight', cookie)).toBeUndefined();
  }
});

it('says the same of a wrong name and a wrong password', async () => {
  const wrong = [await facility.signIn('desk', 'nobody9', 'x'), await facility.signIn('desk', 'desk1', 'x')];
  wrong.push(await facility.signIn('desk', 'a b<c>', 'x'));
  for (const answer of wrong) expect([answer.status, answer.text]).toEqual([wrong[0]!.status, wrong[0]!.text]);
  expect(codeOf(wrong[0]!)).toBe('wrong-sign-in');
});

it('brute force is stopped, the known device still gets in, and a stranger with his own device cookie does not', async () => {
  const known = cookieHeader(await facility.signIn('attorney', 'attorney2'));
  const foreign = cookieHeader(await facility.signIn('attorney', 'attorney1'));
  const guesses = await Promise.all(
    Array.from({ length: TRIES + 5 }, (_, n) => facility.signIn('attorney', 'attorney2', `guess ${n}`)),
  );
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(TRIES);
  expect(guesses.filter(({ status }) => status === 429)).toHaveLength(5);
  expect(codeOf(await facility.signIn('attorney', 'attorney2'))).toBe('too-many-tries');
  expect(codeOf(await facility.signIn('attorney', 'attorney2', undefined, foreign))).toBe('too-many-tries');
  const device = known.split('; ').find((part) => part.startsWith('__Host-habeas-device='));
  expect((await facility.signIn('attorney', 'attorney2', undefined, device)).status).toBe(204);
});

it('a known device has tries of its own, and they end too', async () => {
  const device = cookieHeader(await facility.signIn('oversight', 'oversight1'));
  for (let n = 0; n < TRIES; n += 1) {
    expect((await facility.signIn('oversight', 'oversight1', `guess ${n}`, device)).status).toBe(401);
  }
  expect(codeOf(await facility.signIn('oversight', 'oversight1', undefined, device))).toBe('too-many-tries');
  expect((await facility.signIn('oversight', 'oversight1')).status).toBe(204);
});

it('a desk nobody touched is locked: its polls go on unanswered, a person’s acts keep it open, other hosts never lock', async () => {
  const { db } = facility.app.get(Connection);
  const desk = cookieHeader(await facility.signIn('desk', 'desk1'));
  const attorney = cookieHeader(await facility.signIn('attorney', 'attorney1'));
  const leave = (minutes: number) =>
    db
      .updateTable('sign_in_session')
      .set({ touched_at: new Date(Date.now() - minutes * 60_000) })
      .execute();
  const get = (host: string, cookie: string) => facility.ask(host, 'GET', '/api/account', undefined, { cookie });
  const touch = () => facility.ask('desk', 'POST', '/api/account/touch', undefined, { cookie: desk });
  await leave(9);
  expect((await get('desk', desk)).status).toBe(200);
  expect((await touch()).status).toBe(204);
  await leave(9);
  expect((await get('desk', desk)).status).toBe(200);
  await leave(11);
  expect(codeOf(await get('desk', desk))).toBe('locked');
  expect(codeOf(await touch())).toBe('locked');
  expect(await personAt('desk', desk)).toMatchObject({ username: 'desk1', locked: true });
  expect((await get('attorney', attorney)).status).toBe(200);
  const back = cookieHeader(await facility.signIn('desk', 'desk1', undefined, desk));
  expect((await get('desk', back)).status).toBe(200);
  expect(await personAt('desk', desk)).toBeUndefined();
});

const signInsOf = async (host: string, cookie: string) =>
  OwnAccount.parse(JSON.parse((await facility.ask(host, 'GET', '/api/account', undefined, { cookie })).text)).signIns;

it('lists the own sign-ins, ends one of them, and nobody else’s', async () => {
  const other = cookieHeader(await facility.signIn('oversight', 'oversight1'));
  const first = cookieHeader(await facility.signIn('attorney', 'attorney1'));
  const second = cookieHeader(await facility.signIn('attorney', 'attorney1'));
  const all = await signInsOf('attorney', second);
  const [here, there] = [all.find(({ own }) => own)!, all.find(({ own }) => !own)!];
  expect((await signInsOf('attorney', first)).find(({ own }) => own)?.id).not.toBe(here.id);
  const foreign = (await signInsOf('oversight', other))[0]!;
  const end = (id: string) =>
    facility.ask('attorney', 'POST', `/api/account/sign-ins/${id}/end`, undefined, { cookie: second });
  expect(codeOf(await end(foreign.id))).toBe('not-found');
  expect(await personAt('oversight', other)).toBeDefined();
  const before = (await signInsOf('attorney', second)).length;
  expect((await end(there.id)).status).toBe(204);
  expect((await signInsOf('attorney', second)).length).toBe(before - 1);
  expect((await end(there.id)).status).toBe(404);
});

it('keeps how the browser calls itself, cut off, and no address', async () => {
  const agent = `Mozilla/5.0 ${'x'.repeat(600)}`;
  const answer = await facility.ask(
    'oversight',
    'POST',
    '/api/sign-in',
    { username: 'oversight1', password: facility.password('oversight1') },
    { 'user-agent': agent, 'x-forwarded-for': '203.0.113.7' },
  );
  const cookie = cookieHeader(answer);
  expect((await signInsOf('oversight', cookie)).find(({ own }) => own)?.browser).toBe(agent.slice(0, 300));
  const { rows } = await facility.app.get(Connection).pool.query('select * from sign_in_session');
  expect(JSON.stringify(rows)).not.toContain('203.0.113.7');
});

it('signs out everywhere: every cookie of the account, and no other', async () => {
  const cookies = [];
  for (let n = 0; n < 3; n += 1) cookies.push(cookieHeader(await facility.signIn('oversight', 'oversight1')));
  const desk = cookieHeader(await facility.signIn('desk', 'desk1'));
  const told: string[] = [];
  const stop = facility.app.get(SessionEnded).listen(({ reason }) => told.push(reason));
  const path = '/api/account/sign-out-everywhere';
  expect((await facility.ask('oversight', 'POST', path, undefined, { cookie: cookies[1]! })).status).toBe(204);
  stop();
  expect(told.length).toBeGreaterThanOrEqual(3);
  for (const cookie of cookies) expect(await personAt('oversight', cookie)).toBeUndefined();
  expect(await personAt('desk', desk)).toBeDefined();
  expect((await facility.ask('oversight', 'POST', path)).status).toBe(401);
});

it('a reset of the password ends sign-ins and the old password', async () => {
  const cookie = cookieHeader(await facility.signIn('desk', 'operator1'));
  const told: string[] = [];
  const stop = facility.app.get(SessionEnded).listen(({ session }) => told.push(session));
  // As `reset-password` does it, from a process of its own: this one hears of it all the same.
  const password = await new AccountMaker(facility.app.get(Connection).db).resetPassword('Operator1');
  expect(await personAt('desk', cookie)).toBeUndefined();
  await expect.poll(() => told.length).toBe(1);
  stop();
  expect((await facility.signIn('desk', 'operator1')).status).toBe(401);
  expect((await facility.signIn('desk', 'operator1', password)).status).toBe(204);
});

it('who gave the old password while it was being changed is not in, and leaves no sign-in', async () => {
  const { db } = facility.app.get(Connection);
  const id = (await db.selectFrom('person').select('id').where('username', '=', 'desk2').executeTakeFirstOrThrow()).id;
  const signIns = () => db.selectFrom('sign_in_session').select('id').where('person_id', '=', id).execute();
  const waits = async () => {
    const { rows } = await sql<{
      waits: boolean;
    }>`select exists (select from pg_locks where not granted) as waits`.execute(db);
    return rows[0]?.waits;
  };
  /** The account is held as a reset holds it, until the sign-in, whose password was compared by then, waits for it. */
  const during = (change: (trx: Db) => Promise<void>) =>
    db.transaction().execute(async (trx) => {
      await trx.selectFrom('person').select('id').where('id', '=', id).forUpdate().execute();
      const answer = facility.signIn('desk', 'desk2');
      await expect.poll(waits).toBe(true);
      await change(trx);
      return { answer };
    });
  const undisturbed = await during(async () => undefined);
  expect((await undisturbed.answer).status, 'control: held up alone is let in').toBe(204);
  const before = (await signIns()).length;
  const another = await hashPassword('another four words');
  const overtaken = await during((trx) => setPassword(trx, id, another));
  expect(codeOf(await overtaken.answer)).toBe('wrong-sign-in');
  expect(await signIns()).toHaveLength(before);
});

it('none of the routes of the account library are reachable', async () => {
  for (const path of [
    '/api/auth/sign-up/email',
    '/api/auth/sign-in/username',
    '/api/auth/get-session',
    '/api/auth/ok',
  ]) {
    expect((await facility.ask('desk', 'POST', path, {})).status).toBe(404);
    expect((await facility.ask('desk', 'GET', path)).status).toBe(404);
  }
});

it('stores no password and no typed name in the clear', async () => {
  await facility.signIn('desk', 'hunter2hunter2', 'x');
  const { pool } = facility.app.get(Connection);
  const { rows } = await pool.query('select * from sign_in_tries');
  const credentials = await pool.query('select password from credential');
  expect(JSON.stringify(rows)).not.toContain('hunter2');
  expect(rows.length).toBeGreaterThan(0);
  for (const { password } of credentials.rows) expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
});
