import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LinePage, LineTestAnswer } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LineModule } from '../../../apps/facility/src/line/line.module.js';
import { lineEnd } from '../../../apps/line-end/src/line-end.js';
import { EntriesInMemory } from '../access/entries-in-memory.js';
import { cookieHeader, FacilityUnderTest } from '../people/facility-under-test.js';

let end: Server;
let facility: FacilityUnderTest;
beforeAll(async () => {
  end = lineEnd().listen(0, '127.0.0.1');
  await once(end, 'listening');
  facility = await FacilityUnderTest.start([], {
    imports: [EntriesInMemory, LineModule.with()],
    env: { HABEAS_LINE_PROBE: `http://127.0.0.1:${(end.address() as AddressInfo).port}/` },
  });
});
afterAll(async () => {
  await facility?.stop();
  end.closeAllConnections();
  end.close();
});

it('the desk tests the line, sees what was found and plans with it, and nobody else may', async () => {
  const headers = { cookie: cookieHeader(await facility.signIn('desk', 'desk1')) };
  const page = async () =>
    LinePage.parse(JSON.parse((await facility.ask('desk', 'GET', '/api/desk/line/page', undefined, headers)).text));
  const test = (host: string, more: Record<string, string>) =>
    facility.ask(host, 'POST', '/api/desk/line/test', {}, more);

  expect((await test('desk', {})).status).toBe(401);
  const law = { cookie: cookieHeader(await facility.signIn('attorney', 'attorney1')) };
  expect((await test('attorney', law)).status).toBe(404);
  expect(await page()).toMatchObject({ test: {} });
  expect((await page()).ways).toBeUndefined();

  const answer = await test('desk', headers);
  expect(LineTestAnswer.parse(JSON.parse(answer.text))).toEqual({ outcome: 'measured' });
  const { measured, ways, test: next } = await page();
  expect(measured?.count).toBe(1);
  expect(ways?.map(({ direction, from, carries }) => [direction, from, carries])).toEqual([
    ['up', 'recent', measured?.up],
    ['down', 'recent', measured?.down],
  ]);
  expect(next.whyNot).toBe('just-now');
  expect(LineTestAnswer.parse(JSON.parse((await test('desk', headers)).text))).toEqual({ outcome: 'not-now' });
});
