import { readdirSync } from 'node:fs';
import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Connection } from '#postgres';
import { Refusal } from '#protocol';
import { Admits } from '../../../apps/facility/src/hosts/admits.js';
import { TheKiosk } from '../../../apps/facility/src/hosts/visitor-param.js';
import { allRoutes } from '../../../apps/facility/src/hosts/undeclared-routes.js';
import { makeKioskCode } from '../../../apps/facility/src/kiosks/kiosk-code.js';
import { KiosksModule } from '../../../apps/facility/src/kiosks/kiosks.module.js';
import { type Kiosk } from '../../../apps/facility/src/people/visitor.js';
import { PeopleService } from '../../../apps/facility/src/people/people-service.js';
import { EntriesInMemory } from '../access/entries-in-memory.js';
import { TestKiosk } from '../kiosks/test-kiosk.js';
import { type Answer, FacilityUnderTest, cookieHeader } from '../people/facility-under-test.js';

@Controller('api')
class Probe {
  @Get('desk/probe')
  @Admits({ hosts: ['desk'], who: ['desk'] })
  desk() {
    return { ok: true };
  }

  @Get('kiosk/probe')
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  kiosk(@TheKiosk() kiosk: Kiosk) {
    return { booth: kiosk.booth };
  }

  @Post('desk/broken')
  @Admits({ hosts: ['desk'], who: 'anyone' })
  broken() {
    throw new Error('Aigerim Sarsenova is in booth 4');
  }
}

@Controller('api/undeclared')
class Undeclared {
  @Get()
  get() {
    return { secret: true };
  }
}

let facility: FacilityUnderTest;
beforeAll(async () => {
  facility = await FacilityUnderTest.start([Probe], { imports: [EntriesInMemory, KiosksModule] });
});
afterAll(async () => {
  await facility?.stop();
});

const codeOf = (answer: Answer) => Refusal.parse(JSON.parse(answer.text)).code;

it('serves each audience its own screens, a screen address gets index.html, an unknown file 404', async () => {
  expect((await facility.ask('desk', 'GET', '/')).text).toContain('<title>desk</title>');
  expect((await facility.ask('oversight', 'GET', '/log/7')).text).toContain('<title>oversight</title>');
  const asset = await facility.ask('kiosk', 'GET', '/assets/main-a1b2c3d4.js');
  expect(asset.headers['cache-control']).toContain('immutable');
  expect(codeOf(await facility.ask('desk', 'GET', '/assets/main-a1b2c3d4.js'))).toBe('not-found');
});

it('gives every page a policy without unsafe sources, and the seal worker one that reaches nothing', async () => {
  for (const host of ['desk', 'kiosk', 'attorney', 'oversight']) {
    for (const path of ['/', '/api/me', '/nothing.js']) {
      const { headers } = await facility.ask(host, 'GET', path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(policy).toMatch(/frame-ancestors 'none'.*base-uri 'none'/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      const may = host === 'kiosk' || host === 'attorney' ? '(self)' : '()';
      const shares = host === 'attorney' ? '(self)' : '()';
      expect(headers['permissions-policy']).toContain(`camera=${may}, microphone=${may}, display-capture=${shares}`);
    }
  }
  const worker = await facility.ask('kiosk', 'GET', '/seal-worker.js');
  expect([worker.status, worker.headers['content-security-policy']]).toEqual([200, "default-src 'none'"]);
});

it('never leaves the folders it serves', async () => {
  const ways = ['/../secret.txt', '/%2e%2e/secret.txt', '/ledger/../secret.txt', '/ledger/%2e%2e/secret.txt'];
  ways.push(
    '/ledger/tile/../../secret.txt',
    '/ledger//secret.txt',
    '/ledger/tile/0/..%2f..%2fsecret.txt',
    '/assets/..\\secret.txt',
  );
  for (const way of ways) {
    const answer = await facility.ask('desk', 'GET', way);
    expect(answer.text).not.toContain('never served');
  }
  expect(readdirSync(facility.folder)).toContain('secret.txt');
});

it('shows the ledger on every host and only to read', async () => {
  for (const host of ['desk', 'kiosk', 'attorney', 'oversight']) {
    const answer = await facility.ask(host, 'GET', '/ledger/checkpoint');
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  }
  for (const path of ['/ledger/', '/ledger/log.key', '/ledger/tile/0/1', '/ledger/tile/64/000']) {
    expect(codeOf(await facility.ask('oversight', 'GET', path))).toBe('not-found');
  }
  expect((await facility.ask('oversight', 'POST', '/ledger/checkpoint', {})).status).toBe(404);
});

it('answers no name but its own', async () => {
  expect((await facility.ask('evil', 'GET', '/')).status).toBe(421);
  expect((await facility.ask('x', 'GET', '/api/me', undefined, { host: 'desk.evil.example' })).status).toBe(421);
  const list = await facility.ask('127.0.0.1', 'GET', '/');
  expect(list.text).toContain(`desk.localhost:${facility.port}`);
  expect((await facility.ask('127.0.0.1', 'GET', '/api/me')).status).toBe(404);
  expect((await facility.ask('x', 'GET', '/health/ready', undefined, { host: 'evil.example' })).status).toBe(421);
});

it('refuses unsafe requests of foreign pages, and those without Origin', async () => {
  const foreign = [
    'https://evil.example',
    `http://attorney.localhost:${facility.port}`,
    'http://desk.localhost:1',
    'null',
    '',
  ];
  const body = { username: 'desk1', password: facility.password('desk1') };
  for (const origin of foreign) {
    expect(codeOf(await facility.ask('desk', 'POST', '/api/sign-in', body, { origin }))).toBe('wrong-origin');
  }
  expect((await facility.ask('desk', 'POST', '/api/sign-in', body)).status).toBe(204);
});

it('answers bad input with a clear refusal and nothing of its insides', async () => {
  const send = (body: unknown, headers = {}) => facility.ask('desk', 'POST', '/api/sign-in', body, headers);
  expect(codeOf(await send('{"username":'))).toBe('message-malformed');
  expect(codeOf(await send('[]'))).toBe('bad-input');
  expect(codeOf(await send('"x"'))).toBe('message-malformed');
  expect(codeOf(await send({ username: 'desk1', password: 'x'.repeat(100_000) }))).toBe('message-too-large');
  expect(codeOf(await send('\u0000\u0001', { 'content-type': 'application/octet-stream' }))).toBe('bad-input');
  expect(codeOf(await send({ username: 'desk1', password: 'x', role: 'operator' }))).toBe('bad-input');
  const wrongType = await send({ username: ['desk1'], password: 'x' });
  expect(Refusal.parse(JSON.parse(wrongType.text))).toMatchObject({ code: 'bad-input', field: 'username' });
  expect(codeOf(await send({ username: { $ne: '' }, password: { $ne: '' } }))).toBe('bad-input');
  const broken = await facility.ask('desk', 'POST', '/api/desk/broken', {});
  expect([broken.status, codeOf(broken)]).toEqual([500, 'failed']);
  expect(broken.text).not.toMatch(/Sarsenova|Error| at /);
  expect(codeOf(await facility.ask('desk', 'GET', '/api/nothing'))).toBe('not-found');
});

it('a kiosk is enrolled once by its code, gets no further than the booth, and makes way for the next', async () => {
  const { enrolmentCode = '', booth } = facility.seeded.kiosk ?? {};
  const enrol = (code: string) => new TestKiosk(facility).enrol(code);
  expect(codeOf(await enrol('AAAA-BBBB-CCCC-DDDD'))).toBe('enrolment-wrong');
  const enrolled = await enrol(enrolmentCode.toLowerCase());
  expect(enrolled.cookies[0]).toMatch(
    /^__Host-habeas-kiosk=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(codeOf(await enrol(enrolmentCode))).toBe('enrolment-wrong');
  const cookie = cookieHeader(enrolled);
  const probe = (host: string, path: string) => facility.ask(host, 'GET', path, undefined, { cookie });
  expect(JSON.parse((await probe('kiosk', '/api/kiosk/probe')).text)).toEqual({ booth });
  expect(codeOf(await probe('desk', '/api/desk/probe'))).toBe('not-signed-in');
  expect(codeOf(await probe('kiosk', '/api/desk/probe'))).toBe('not-found');
  expect(codeOf(await facility.ask('kiosk', 'GET', '/api/kiosk/probe'))).toBe('kiosk-not-enrolled');
  expect((await enrol(await makeKioskCode(facility.app.get(Connection).db, '4'))).status).toBe(204);
  expect(codeOf(await probe('kiosk', '/api/kiosk/probe'))).toBe('kiosk-not-enrolled');
});

it('lets a role do its own work and no more', async () => {
  const operator = cookieHeader(await facility.signIn('desk', 'operator1'));
  const desk = cookieHeader(await facility.signIn('desk', 'desk1'));
  const code = (cookie: string) => facility.ask('desk', 'POST', '/api/desk/kiosk-codes', { booth: '2' }, { cookie });
  expect((await code(operator)).status).toBe(201);
  expect(codeOf(await code(desk))).toBe('not-allowed');
  expect((await facility.ask('desk', 'GET', '/api/desk/probe', undefined, { cookie: desk })).status).toBe(200);
  expect(codeOf(await facility.ask('desk', 'GET', '/api/desk/probe', undefined, { cookie: operator }))).toBe(
    'not-allowed',
  );
});

it('every route says whom it admits', () => {
  const routes = allRoutes(facility.app.get(DiscoveryService, { strict: false }));
  expect(routes.length).toBeGreaterThan(8);
  expect(routes.filter(({ admission }) => admission === undefined)).toEqual([]);
});

it('does not start with a route that says nothing', async () => {
  await expect(FacilityUnderTest.start([Undeclared])).rejects.toThrow('Undeclared.get');
});

it('says which part is down and since when', async () => {
  const answer = await facility.ask('127.0.0.1', 'GET', '/health/ready');
  const { ready, parts } = JSON.parse(answer.text) as {
    ready: boolean;
    parts: { part: string; state: string; since: string }[];
  };
  expect([answer.status, ready]).toEqual([503, false]);
  expect(Object.fromEntries(parts.map(({ part, state }) => [part, state]))).toEqual({
    facility: 'up',
    postgres: 'up',
    keeper: 'down',
    'booth-plane': 'down',
    redis: 'down',
  });
  expect((await facility.ask('127.0.0.1', 'GET', '/health/live')).status).toBe(200);
  expect(facility.app.get(PeopleService)).toBeDefined();
});
