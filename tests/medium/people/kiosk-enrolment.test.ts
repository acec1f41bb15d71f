import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refusal } from '#protocol';
import { KioskEnrolment } from '../../../apps/facility/src/people/kiosk-enrolment.js';
import { TRIES } from '../../../apps/facility/src/people/sign-in-tries.js';
import { type Answer, FacilityUnderTest } from './facility-under-test.js';

let facility: FacilityUnderTest;
beforeAll(async () => {
  facility = await FacilityUnderTest.start();
});
afterAll(() => facility?.stop());

const enrol = (code: string) => facility.ask('kiosk', 'POST', '/api/kiosk/enrol', { code });
const codeOf = (answer: Answer) => Refusal.parse(JSON.parse(answer.text)).code;
const WRONG = 'AAAA-AAAA-AAAA-AAAA';

it('an address has as many tries as a sign-in, then not even the right code helps; another address is not kept out', async () => {
  const kiosks = facility.app.get(KioskEnrolment);
  // Control: a right code enrols, and gives the tries back.
  for (let at = 1; at < TRIES; at += 1) expect(codeOf(await enrol(WRONG))).toBe('enrolment-wrong');
  const first = await enrol(await kiosks.makeCode('1'));
  expect([first.status, first.cookies.length]).toEqual([204, 1]);

  // Sent together, so that none is looked at before the others are counted.
  const tried = await Promise.all(Array.from({ length: TRIES + 5 }, () => enrol(WRONG)));
  const codes = tried.map(codeOf);
  expect(codes.filter((code) => code === 'enrolment-wrong')).toHaveLength(TRIES);
  expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(5);
  const code = await kiosks.makeCode('2');
  const late = await enrol(code);
  expect([late.status, codeOf(late)]).toEqual([429, 'too-many-tries']);
  expect((await kiosks.enrol(code, '192.0.2.7')).booth).toBe('2');
});
