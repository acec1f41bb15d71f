import { Controller, Get } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refusal } from '#protocol';
import { Connection } from '#postgres';
import { sql } from 'kysely';
import { Admits } from '../../../apps/facility/src/hosts/admits.js';
import { TheKiosk } from '../../../apps/facility/src/hosts/visitor-param.js';
import { makeKioskCode } from '../../../apps/facility/src/kiosks/kiosk-code.js';
import { KiosksModule } from '../../../apps/facility/src/kiosks/kiosks.module.js';
import { SessionEnded } from '../../../apps/facility/src/people/session-ended.js';
import { type Kiosk } from '../../../apps/facility/src/people/visitor.js';
import { EntriesInMemory } from '../access/entries-in-memory.js';
import { FakeKeeper } from '../booth/test-house.js';
import { type Answer, cookieHeader, FacilityUnderTest } from '../people/facility-under-test.js';
import { boothOf, TestKiosk } from './test-kiosk.js';

@Controller('api/kiosk')
class Probe {
  @Get('probe')
  @Admits({ hosts: ['kiosk'], who: 'kiosk' })
  kiosk(@TheKiosk() { booth }: Kiosk) {
    return { booth };
  }
}

let facility: FacilityUnderTest;
beforeAll(async () => {
  facility = await FacilityUnderTest.start([Probe], { imports: [EntriesInMemory, KiosksModule] });
});
afterAll(() => facility?.stop());

const db = () => facility.app.get(Connection).db;
const makeCode = (booth: string) => makeKioskCode(db(), booth);
const codeOf = (answer: Answer) => (answer.status === 204 ? 'taken' : Refusal.parse(JSON.parse(answer.text)).code);
const WRONG = 'AAAA-AAAA-AAAA-AAAA';

it('a device is known by its key: signed in again and again, each proof good once, nobody else with what it sent', async () => {
  const kiosk = new TestKiosk(facility);
  expect(codeOf(await kiosk.signIn())).toBe('kiosk-not-enrolled');
  expect(await boothOf(facility, await kiosk.enrol(await makeCode('3')))).toBe('3');
  const proof = await kiosk.proof();
  expect(await boothOf(facility, await kiosk.signIn(proof))).toBe('3');
  // Sent again, sent together, in another's name, by another's hand, for another facility, with a challenge of its own making.
  expect(codeOf(await kiosk.signIn(proof))).toBe('kiosk-not-enrolled');
  const raced = await kiosk.proof();
  const answers = await Promise.all(Array.from({ length: 6 }, () => kiosk.signIn(raced)));
  expect(answers.map(codeOf).filter((code) => code === 'taken')).toHaveLength(1);
  const thief = new TestKiosk(facility);
  const { challenge } = await kiosk.proof();
  const host = `kiosk.localhost:${facility.port}`;
  const forged = [
    { ...thief.sign(challenge, host), device: kiosk.device },
    kiosk.sign(challenge, 'kiosk.elsewhere.example'),
    kiosk.sign(Buffer.alloc(56, 7).toString('base64url'), host),
    kiosk.sign(`${challenge.slice(0, -2)}AA`, host),
    thief.sign(challenge, host),
  ];
  for (const one of forged) expect(codeOf(await kiosk.signIn(one))).toBe('kiosk-not-enrolled');
  // Control: none of these spent the challenge.
  expect(codeOf(await kiosk.signIn(kiosk.sign(challenge, host)))).toBe('taken');
});

it('a copied cookie is worth minutes; the next kiosk of the booth ends the former at once, cookie and key', async () => {
  const kiosk = new TestKiosk(facility);
  const cookie = await kiosk.enrol(await makeCode('5'));
  expect(cookie.cookies[0]).toMatch(
    /^__Host-habeas-kiosk=[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  const age = (interval: string) => sql`update kiosk_proof set expires_at = expires_at - ${interval}::interval`;
  await age('14 minutes').execute(db());
  expect(await boothOf(facility, cookie)).toBe('5');
  await age('2 minutes').execute(db());
  expect(await boothOf(facility, cookie)).toBe('kiosk-not-enrolled');
  const again = await kiosk.signIn();
  expect(await boothOf(facility, again)).toBe('5');

  const ended: string[] = [];
  const stop = facility.app.get(SessionEnded).listen(({ session }) => ended.push(session));
  expect(codeOf(await new TestKiosk(facility).enrol(await makeCode('5')))).toBe('taken');
  stop();
  expect(await boothOf(facility, again)).toBe('kiosk-not-enrolled');
  expect(codeOf(await kiosk.signIn())).toBe('kiosk-not-enrolled');
  expect(ended).toHaveLength(1);
});

it('the log names the key of each enrolment, and not the booth', async () => {
  const kiosk = new TestKiosk(facility);
  expect(codeOf(await kiosk.enrol(await makeCode('6')))).toBe('taken');
  const keeper = facility.app.get(FakeKeeper);
  const entries = () => keeper.log.filter((leaf) => JSON.stringify(leaf).includes(kiosk.device));
  await expect
    .poll(entries)
    .toMatchObject([{ type: 'kiosk.enrolled', by: 'facility', public: { device: kiosk.device } }]);
  // A key that was somebody's is nobody's again: the code is not spent.
  const code = await makeCode('2');
  expect(codeOf(await kiosk.enrol(code))).toBe('enrolment-wrong');
  expect(codeOf(await new TestKiosk(facility).enrol(code))).toBe('taken');
});

it('a new code voids the booth’s former ones, and so does an enrolment; the record says who made it', async () => {
  const operator = cookieHeader(await facility.signIn('desk', 'operator1'));
  const ask = async (booth: string) => {
    const answer = await facility.ask('desk', 'POST', '/api/desk/kiosk-codes', { booth }, { cookie: operator });
    return answer.status === 201 ? (JSON.parse(answer.text) as { code: string }).code : codeOf(answer);
  };
  expect(await ask('99')).toBe('booth-unknown');
  const [first, other, second] = [await ask('1'), await ask('2'), await ask('1')];
  const enrol = async (code: string) => codeOf(await new TestKiosk(facility).enrol(code));
  expect([await enrol(first), await enrol(second), await enrol(second)]).toEqual([
    'enrolment-wrong',
    'taken',
    'enrolment-wrong',
  ]);
  expect(await enrol(other), 'another booth’s is not touched').toBe('taken');
  const keeper = facility.app.get(FakeKeeper);
  await expect.poll(() => keeper.log.filter(({ type }) => type === 'kiosk.code-made').length).toBe(3);
});

it('wrong codes keep nobody out', async () => {
  const code = await makeCode('1');
  const wrong = await Promise.all(Array.from({ length: 15 }, () => new TestKiosk(facility).enrol(WRONG)));
  expect(new Set(wrong.map(codeOf))).toEqual(new Set(['enrolment-wrong']));
  expect(codeOf(await new TestKiosk(facility).enrol(code))).toBe('taken');
});
