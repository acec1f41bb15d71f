import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { launchChromium } from '../../../libs/testing/src/browser/index.js';
import { TRIES } from '../../../apps/facility/src/self-test/tries.js';
import { HouseClient } from '../../fault/house-client.js';
import { enrol, enterCode } from './booth-devices.js';
import { publishedLeaves } from './published-leaves.js';
import { RunningHabeas } from './running-habeas.js';

/** A look at whether one is due comes each minute. */
const NEXT_LOOK = { timeout: 100_000, interval: 500 };
const passed = { tried: TRIES.length, refused: TRIES.length };

let namespace: TestNamespace;
let habeas: RunningHabeas;
let browser: Browser | undefined;

beforeAll(async () => {
  namespace = await TestNamespace.create();
  habeas = await RunningHabeas.start(namespace);
});

afterAll(async () => {
  await browser?.close();
  await habeas?.remove();
  await namespace?.remove();
});

const entered = async () =>
  (await publishedLeaves(habeas.data)).filter(({ type }) => type === 'selftest.done').map((leaf) => leaf.public);

test('a started house tries its own door and enters that all was refused', async () => {
  await expect.poll(entered, NEXT_LOOK).toEqual([passed]);
});

test('while something was let through the kiosk says that no booth opens; the next test that passes opens them', async () => {
  const desk = await HouseClient.signIn(habeas, 'desk', 'desk1');
  const code = await admittedCode(desk);
  browser = await launchChromium(namespace);
  const kiosk = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
  await enrol(kiosk, habeas);
  await desk.sql(`update self_test set refused = tried - 1, let_through = '{record}'`);
  await enterCode(kiosk, code);
  await kiosk.getByText('something forbidden was let through').waitFor();
  expect(await desk.sql(`select count(*) from booking where state = 'in-session'`)).toBe('0');

  await expect.poll(() => desk.sql('select refused = tried from self_test'), NEXT_LOOK).toBe('t');
  await expect.poll(entered).toEqual([passed, passed]);
  await kiosk.reload();
  await enterCode(kiosk, code);
  await expect.poll(() => desk.sql(`select count(*) from booking where state = 'in-session'`)).toBe('1');
});

/** A booking of booth 4 for now, admitted; answers its slip's code. */
async function admittedCode(desk: HouseClient): Promise<string> {
  const { attorneys } = await desk.must('GET', 'desk/choices');
  const [from, to] = [-60_000, 45 * 60_000].map((ms) => new Date(Date.now() + ms).toISOString());
  const wish = { booth: '4', detainee: '0217', attorney: attorneys[0].id, from, to };
  const { id } = await desk.must('POST', 'desk/bookings', wish);
  const { code } = await desk.must('POST', `desk/bookings/${id}/slip`);
  await desk.must('POST', `desk/bookings/${id}/admit`);
  return code;
}
