import { Connection } from '#postgres';
import { BoothCheckState, BoothTestCode } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BoothChecksController } from '../../../apps/facility/src/booth/booth-checks.controller.js';
import { makeKioskCode } from '../../../apps/facility/src/kiosks/kiosk-code.js';
import { KiosksModule } from '../../../apps/facility/src/kiosks/kiosks.module.js';
import { EntriesInMemory } from '../access/entries-in-memory.js';
import { TestKiosk } from '../kiosks/test-kiosk.js';
import { type Answer, cookieHeader, FacilityUnderTest } from '../people/facility-under-test.js';

let facility: FacilityUnderTest;
let kiosk: string;
beforeAll(async () => {
  facility = await FacilityUnderTest.start([BoothChecksController], { imports: [EntriesInMemory, KiosksModule] });
  const code = await makeKioskCode(facility.app.get(Connection).db, '1');
  kiosk = cookieHeader(await new TestKiosk(facility).enrol(code));
});
afterAll(() => facility?.stop());

const atKiosk = (method: string, path: string, body?: unknown, cookie = kiosk) =>
  facility.ask('kiosk', method, path, body, { cookie });
const state = async () => BoothCheckState.parse(JSON.parse((await atKiosk('GET', '/api/kiosk/check')).text));

it('only an enrolled kiosk is asked and tells; then nothing is due', async () => {
  expect((await atKiosk('GET', '/api/kiosk/check', undefined, '')).status).toBe(401);
  expect((await atKiosk('POST', '/api/kiosk/check', { faults: [] }, '')).status).toBe(401);
  expect(await state()).toEqual({ due: true, test: false });
  for (const wrong of [{}, { faults: ['1043'] }, { faults: [], who: '1043' }]) {
    expect((await atKiosk('POST', '/api/kiosk/check', wrong)).status).toBe(400);
  }
  expect((await state()).due).toBe(true);
  expect((await atKiosk('POST', '/api/kiosk/check', { faults: ['speaker'] })).status).toBe(204);
  expect(await state()).toEqual({ due: false, test: false });
});

it('an operator asks for a device test, nobody else; its code opens it at that kiosk, once', async () => {
  const askAs = async (name: string): Promise<Answer> =>
    facility.ask(
      'desk',
      'POST',
      '/api/desk/booth-tests',
      { booth: '1' },
      { cookie: cookieHeader(await facility.signIn('desk', name)) },
    );
  expect((await askAs('desk1')).status).toBe(403);
  const given = BoothTestCode.parse(JSON.parse((await askAs('operator1')).text));
  expect(await state()).toEqual({ due: false, test: true });
  const open = () => atKiosk('POST', '/api/kiosk/check/test', { code: given.code });
  expect((await open()).status).toBe(204);
  expect((await open()).status).toBe(403);
  expect((await state()).test).toBe(false);
});
