import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { compareNumbers, enrol, enterCode, join, understand } from './booth-devices.js';
import { admit, book, closePanel, signIn, slipCode, slotNow, speakEnglish } from './desk.js';
import { countDatagrams, keepConnections, mediaPorts, packetsReceived } from './media-ports.js';
import { openedHouse } from './opened-house.js';

/** What the issue promises. */
const WITHIN_MS = 2000;
/** More in a second is media, also on a machine that is too busy for 50 packets of sound; checks of a connection are fewer. */
const CHECKS = 5;
const house = openedHouse();

async function device(): Promise<Page> {
  const browser = await house.browser();
  const page = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
  page.setDefaultTimeout(20_000);
  await keepConnections(page);
  return page;
}

test('sign-out everywhere, from another device: no further packet from or to the device in a sealed call', async () => {
  const [desk, kiosk, attorney, telephone] = [await device(), await device(), await device(), await device()];
  const slot = slotNow('Asia/Almaty');
  await signIn(desk, house.habeas, 'desk', 'desk1');
  await book(desk, { booth: '4', detainee: 1, attorney: 1, ...slot });
  await signIn(attorney, house.habeas, 'attorney', 'attorney1');
  await signIn(telephone, house.habeas, 'attorney', 'attorney1');
  const code = await slipCode(desk, slot.from);
  await desk.getByRole('button', { name: new RegExp(`^${slot.from}`) }).click();
  await admit(desk);
  await closePanel(desk);
  await enrol(kiosk, house.habeas);
  await speakEnglish(kiosk);
  await enterCode(kiosk, code);
  await understand(kiosk);
  await join(attorney);
  await compareNumbers(kiosk, attorney);
  await telephone.getByRole('link', { name: /^Signed in/ }).click();
  await telephone.getByRole('button', { name: 'Sign out everywhere' }).click();

  const ports = await mediaPorts(attorney);
  expect(ports.length).toBeGreaterThan(0);
  const counted = await countDatagrams(house.namespace, ports);
  const seen = async () => ({ ...(await counted()), booth: await packetsReceived(kiosk) });
  /** What comes in one second, after `after` ms. */
  const flow = async (after: number) => {
    await wait(after);
    const before = await seen();
    await wait(1000);
    const now = await seen();
    return { sent: now.sent - before.sent, got: now.got - before.got, booth: now.booth - before.booth };
  };
  // Control: without the sign-out the same counters go on, as long and longer.
  for (const [name, packets] of Object.entries(await flow(WITHIN_MS))) expect(packets, name).toBeGreaterThan(CHECKS);

  await telephone.getByRole('button', { name: 'Sign out on all 2 devices' }).click();
  expect(await flow(WITHIN_MS)).toEqual({ sent: 0, got: 0, booth: 0 });
  await telephone.getByRole('heading', { name: 'Attorney: sign in' }).waitFor();
  // The session of the booth goes on: the one who signs in again may join again.
  expect(await kiosk.getByText('The session is over').count()).toBe(0);
});
