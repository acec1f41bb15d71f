import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccountList, GivenAccess, Refusal } from '#protocol';
import { Connection } from '#postgres';
import { AccessModule } from '../../../apps/facility/src/access/access.module.js';
import { CommandBench } from '../../../apps/facility/src/audit/command.js';
import { SessionEnded } from '../../../apps/facility/src/people/session-ended.js';
import { FakeKeeper } from '../booth/test-house.js';
import { type Answer, FacilityUnderTest, cookieHeader } from '../people/facility-under-test.js';
import { EntriesInMemory } from './entries-in-memory.js';

const PASSWORD = 'four words nobody guesses';
let facility: FacilityUnderTest;
const officers: Record<string, string> = {};
beforeAll(async () => {
  facility = await FacilityUnderTest.start([], { imports: [EntriesInMemory, AccessModule] });
  for (const name of ['desk1', 'desk2', 'operator1'])
    officers[name] = cookieHeader(await facility.signIn('desk', name));
});
afterAll(async () => {
  await facility?.stop();
});

const db = () => facility.app.get(Connection).db;
const codeOf = (answer: Answer) => Refusal.parse(JSON.parse(answer.text)).code;
const as = (officer: string, method: string, path: string, body?: unknown) =>
  facility.ask('desk', method, `/api/desk/${path}`, body, { cookie: officers[officer]! });
const given = (answer: Answer) => GivenAccess.parse(JSON.parse(answer.text));
const accountsFor = async (officer: string) =>
  AccountList.parse(JSON.parse((await as(officer, 'GET', 'accounts')).text)).accounts;
const account = async (officer: string, username: string) =>
  (await accountsFor(officer)).find((one) => one.username === username)!;
const look = (host: string, code: string) => facility.ask(host, 'POST', '/api/access/look', { code });
const use = (host: string, code: string, password = PASSWORD) =>
  facility.ask(host, 'POST', '/api/access/use', { code, password });
const invite = (officer: string, username: string, role = 'attorney') =>
  as(officer, 'POST', 'accounts', { username, name: 'Saule Akhmetova', role, language: 'kk' });

it('the desk invites an attorney, who chooses the password and signs in; the code works once', async () => {
  const { code, link } = given(await invite('desk1', 'saule'));
  expect(link).toBe(`http://attorney.localhost:${facility.port}/#access=${code}`);
  expect((await facility.signIn('attorney', 'saule', PASSWORD)).status).toBe(401);
  const shown = await look('attorney', code!.toLowerCase().replaceAll('-', ' '));
  expect(JSON.parse(shown.text)).toMatchObject({ purpose: 'invitation', username: 'saule', name: 'Saule Akhmetova' });
  expect(codeOf(await use('attorney', code!, 'saule-and-more-words'))).toBe('password-names-account');
  expect(codeOf(await use('attorney', code!, 'short'))).toBe('bad-input');
  const used = await use('attorney', code!);
  expect(used.status).toBe(204);
  const signedIn = await facility.signIn('attorney', 'saule', PASSWORD, cookieHeader(used));
  expect(signedIn.status).toBe(204);
  for (const again of [await look('attorney', code!), await use('attorney', code!)])
    expect(codeOf(again)).toBe('access-used');
  expect(codeOf(await invite('desk1', 'saule'))).toBe('account-taken');
});

it('says which: wrong, expired, withdrawn, or of another host; a newer code takes the place of the older', async () => {
  const { code } = given(await invite('desk1', 'timur'));
  expect(codeOf(await look('desk', code!))).toBe('access-wrong');
  expect(codeOf(await look('attorney', 'AAAA-AAAA-AAAA-AAAA'))).toBe('access-wrong');
  const { id } = await account('desk1', 'timur');
  const { code: second } = given(await as('desk1', 'POST', `accounts/${id}/access`));
  expect(codeOf(await look('attorney', code!))).toBe('access-withdrawn');
  await db()
    .updateTable('access_code')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('person', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
  expect(codeOf(await use('attorney', second!))).toBe('access-expired');
  const { code: third } = given(await as('desk1', 'POST', `accounts/${id}/access`));
  const { access } = await account('desk1', 'timur');
  expect((await as('desk2', 'POST', `access/${access!.id}/withdraw`)).status).toBe(204);
  expect(codeOf(await use('attorney', third!))).toBe('access-withdrawn');
});

it('a stranger who tries codes takes nothing from the one who has a right one', async () => {
  const { code } = given(await invite('desk1', 'gulnara'));
  const wrong = await Promise.all(
    Array.from({ length: 200 }, (_, n) => look('attorney', `0000-0000-0000-${String(n).padStart(4, '0')}`)),
  );
  expect(new Set(wrong.map(codeOf))).toEqual(new Set(['access-wrong']));
  expect((await use('attorney', code!)).status).toBe(204);
});

it('staff: no code before a second officer, who is neither the first nor the account itself', async () => {
  const { id } = await account('desk1', 'desk2');
  const asked = given(await as('desk1', 'POST', `accounts/${id}/access`));
  expect([asked.purpose, asked.code]).toEqual(['reset', undefined]);
  const { access } = await account('desk1', 'desk2');
  expect([access!.state, access!.may]).toEqual(['asked', ['withdraw']]);
  const path = `access/${access!.id}`;
  expect(codeOf(await as('desk1', 'POST', `${path}/code`))).toBe('wrong-state');
  for (const officer of ['desk1', 'desk2'])
    expect(codeOf(await as(officer, 'POST', `${path}/confirm`))).toBe('same-officer');
  for (const change of [{ confirmed_by: await idOf('desk1') }, { confirmed_by: id }, { secret_hash: 'x' }])
    await expect(db().updateTable('access_code').set(change).where('id', '=', access!.id).execute()).rejects.toThrow(
      /access_/,
    );
  expect((await as('operator1', 'POST', `${path}/confirm`)).status).toBe(204);
  expect(codeOf(await as('operator1', 'POST', `${path}/code`))).toBe('not-allowed');
  const { code } = given(await as('desk1', 'POST', `${path}/code`));
  expect(codeOf(await as('desk1', 'POST', `${path}/code`))).toBe('wrong-state');
  const told: string[] = [];
  const stop = facility.app.get(SessionEnded).listen(({ session }) => told.push(session));
  expect((await use('desk', code!)).status).toBe(204);
  stop();
  expect(told).toHaveLength(1);
  expect(codeOf(await as('desk2', 'GET', 'accounts'))).toBe('not-signed-in');
  expect((await facility.signIn('desk', 'desk2', PASSWORD)).status).toBe(204);
});

it('nobody resets the own account, the desk invites no staff, and a wish nobody confirmed expires', async () => {
  expect(codeOf(await as('desk1', 'POST', `accounts/${await idOf('desk1')}/access`))).toBe('same-officer');
  expect(codeOf(await invite('desk1', 'newdesk', 'desk'))).toBe('not-allowed');
  const asked = given(await invite('operator1', 'newdesk', 'desk'));
  expect(asked.code).toBeUndefined();
  const { access } = await account('desk1', 'newdesk');
  await db()
    .updateTable('access_code')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('id', '=', access!.id)
    .execute();
  expect(codeOf(await as('desk1', 'POST', `access/${access!.id}/confirm`))).toBe('wrong-state');
  const attorney = cookieHeader(await facility.signIn('attorney', 'attorney1'));
  for (const host of ['attorney', 'desk']) {
    const answer = await facility.ask(host, 'GET', '/api/desk/accounts', undefined, { cookie: attorney });
    expect([401, 404]).toContain(answer.status);
  }
});

it('an account out of use: signed out at once, its codes withdrawn, and in use again after', async () => {
  const cookie = cookieHeader(await facility.signIn('attorney', 'attorney2'));
  const { id } = await account('desk1', 'attorney2');
  const { code } = given(await as('desk1', 'POST', `accounts/${id}/access`));
  expect((await as('desk1', 'POST', `accounts/${id}/deactivate`)).status).toBe(204);
  expect((await facility.ask('attorney', 'GET', '/api/account', undefined, { cookie })).status).toBe(401);
  expect(codeOf(await use('attorney', code!))).toBe('access-withdrawn');
  expect(codeOf(await facility.signIn('attorney', 'attorney2'))).toBe('account-inactive');
  expect(codeOf(await facility.signIn('attorney', 'attorney2', 'wrong'))).toBe('wrong-sign-in');
  expect(codeOf(await as('desk1', 'POST', `accounts/${id}/access`))).toBe('account-inactive');
  expect((await as('desk1', 'POST', `accounts/${id}/reactivate`)).status).toBe(204);
  expect((await facility.signIn('attorney', 'attorney2')).status).toBe(204);
  expect(codeOf(await as('desk1', 'POST', `accounts/${await idOf('operator1')}/deactivate`))).toBe('not-allowed');
});

it('the record tells every step without a name, and no secret is stored', async () => {
  await expect.poll(() => facility.app.get(CommandBench).drainer.waiting()).toBe(0);
  const before = facility.app.get(FakeKeeper).log.length;
  const { code } = given(await invite('desk1', 'zarina'));
  expect((await use('attorney', code!)).status).toBe(204);
  const keeper = facility.app.get(FakeKeeper);
  await expect.poll(() => keeper.types().slice(before)).toEqual(['access.asked', 'access.given', 'access.used']);
  const types = new Set(keeper.types());
  for (const type of ['access.confirmed', 'access.withdrawn', 'account.deactivated', 'account.reactivated'])
    expect(types).toContain(type);
  const record = JSON.stringify(keeper.log);
  for (const name of ['zarina', 'Saule', 'desk1', await idOf('zarina')]) expect(record).not.toContain(name);
  const rows = JSON.stringify(await db().selectFrom('access_code').selectAll().execute());
  expect(rows).not.toContain(code);
  expect(rows).not.toContain(code!.replaceAll('-', ''));
});

const idOf = async (username: string) =>
  (await db().selectFrom('person').select('id').where('username', '=', username).executeTakeFirstOrThrow()).id;
