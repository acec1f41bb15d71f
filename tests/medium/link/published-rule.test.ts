import { createHash } from 'node:crypto';
import { DUPLICATION_RULE } from '#link';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DuplicationRuleController } from '../../../apps/facility/src/line/duplication-rule.controller.js';
import { FacilityUnderTest } from '../people/facility-under-test.js';

let facility: FacilityUnderTest;
beforeAll(async () => {
  facility = await FacilityUnderTest.start([DuplicationRuleController]);
});
afterAll(async () => {
  await facility?.stop();
});

it.each(['attorney', 'oversight', 'kiosk', 'desk', 'court'])(
  'the rule that copies and its hash are there for everybody: %s',
  async (host) => {
    const { status, text } = await facility.ask(host, 'GET', '/api/duplication-rule');
    expect(status).toBe(200);
    const published = JSON.parse(text) as { text: string; sha256: string };
    expect(published).toEqual(DUPLICATION_RULE);
    expect(createHash('sha256').update(published.text).digest('hex')).toBe(published.sha256);
  },
);
