import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { NatStreet } from '../../lab/nat-street.js';
import { RunningHabeas } from '../system/running-habeas.js';
import { routes } from './connections.js';
import { ReachLab } from './reach-lab.js';

let machine: TestNamespace;
let home: TestNamespace;
let street: NatStreet;
let habeas: RunningHabeas;
let lab: ReachLab;

beforeAll(async () => {
  machine = await TestNamespace.create();
  home = await TestNamespace.create();
  street = await NatStreet.open(machine, home);
  // Screens and relay, as docs/ports.md says; no media port.
  await street.forward({ tcp: '3000, 443', udp: '3478' });
  habeas = await RunningHabeas.start(machine, undefined, {}, street.privateAddress, {
    args: ['--lan'],
    env: { HABEAS_PUBLIC_ADDRESS: street.publicAddress, HABEAS_MEDIA_PORTS: '29000-29100' },
  });
  lab = await ReachLab.open(habeas, { namespace: home, sees: street.publicAddress });
});
afterAll(async () => {
  await lab?.close();
  await habeas?.remove();
  await street?.close();
  await home?.remove();
  await machine?.remove();
});

test('both ends behind NAT: the call works through the relay, no media port open; after the attorney changed networks, and facility and Janus were killed', async () => {
  const kiosk = await lab.openBooth();
  const attorney = await lab.attorneyJoins();
  expect(await lab.heardAtTheBooth(kiosk, attorney)).toBeGreaterThan(0.8);
  // Which of its ways to the relay a connection takes is a race of ICE; that UDP is among them shows that it was found.
  const ways = async () => (await routes(attorney)).map(({ type, protocol }) => `${type} ${protocol}`);
  await expect.poll(ways, { timeout: 30_000 }).toContain('relay udp');
  expect((await ways()).filter((way) => !way.startsWith('relay '))).toEqual([]);

  // From Wi-Fi to cable: another address, and every connection of the former one is dead.
  await comeBack([kiosk, attorney], () => street.attorneyMoves());
  expect(await lab.hears(kiosk)).toBeGreaterThan(0.8);

  for (const program of ['facility/src/main.js', 'janus --configs-folder']) {
    await comeBack([kiosk, attorney], async () => expect(await habeas.kill(program)).toBeGreaterThan(0));
  }
  expect(await lab.hears(kiosk)).toBeGreaterThan(0.8);
});

/** Both screens are covered by it, and sealed again without anybody comparing numbers. */
async function comeBack(pages: readonly Page[], happens: () => Promise<void>): Promise<void> {
  const covered = pages.map((page) => page.locator('.call:not(.call-sealed)').waitFor({ timeout: 60_000 }));
  await happens();
  await Promise.all(covered);
  for (const page of pages) await page.locator('.call-sealed').waitFor({ timeout: 60_000 });
}
