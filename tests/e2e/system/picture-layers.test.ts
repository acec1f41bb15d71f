import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  admitted,
  guestComes,
  hear,
  runHearing,
  picturesOf,
  scheduleHearing,
  unpaintedDevice,
} from './court-people.js';
import { signIn } from './desk.js';
import { losePackets, mediaPorts } from './media-ports.js';
import { openedHouse } from './opened-house.js';

const house = openedHouse();

const LARGE = { width: 1280, height: 720, frameRate: 5 };
/** The faces of three in a row are 360 lines high, and one large one above a strip more than 450. */
const viewport = { width: 1440, height: 900 };

const NAMES = { judge: 'Judge Jumabekova', counsel: 'Counsel Ospanov', prosecutor: 'Prosecutor Petrov' };
type Role = keyof typeof NAMES;

/** An open hearing of these, all with a camera of 720 lines, and a clerk who only runs it. */
async function openHearing(caseNumber: string, roles: readonly Role[]) {
  const browser = await house.browser();
  const clerk = await unpaintedDevice(browser);
  await signIn(clerk, house.habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const people = roles.map((role) => ({ role, name: NAMES[role], language: 'en', protectedFrom: [] }));
  const hearing = await scheduleHearing(clerk, { caseNumber, courtroom: `Room ${caseNumber}`, people });
  const pages = {} as Record<Role, Page>;
  for (const role of roles) {
    pages[role] = await unpaintedDevice(browser, { camera: LARGE, viewport });
    await guestComes(pages[role], clerk, house.habeas, hearing, role);
  }
  await runHearing(clerk, house.habeas, hearing);
  for (const role of roles) if (role !== 'judge') await admitted(clerk, NAMES[role]);
  await pages.judge.getByRole('button', { name: 'Open the hearing' }).click();
  await pages.judge.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  // The judge runs it alone from now on.
  await clerk.context().close();
  return pages;
}

const heightsAt = (page: Page, who: string) =>
  expect.poll(async () => (await picturesOf(page)).heights, { timeout: 120_000, interval: 1_000, message: who });

test('two with 720 lines see each other in 720 lines, and hear each other meanwhile', async () => {
  const { judge, counsel } = await openHearing('720', ['judge', 'counsel']);
  await judge.getByRole('button', { name: 'Gallery' }).click();
  for (const [who, page] of Object.entries({ judge, counsel })) await heightsAt(page, who).toEqual([720]);
  await hear({ judge, counsel }, 1);
  // Of which the skew of lips and voice is made.
  expect((await picturesOf(counsel)).delay).toBeGreaterThan(0);
  const before = await picturesOf(counsel);
  await expect
    .poll(async () => (await picturesOf(counsel)).frames - before.frames, { timeout: 30_000 })
    .toBeGreaterThan(20);
  await Promise.all([judge, counsel].map((page) => page.context().close()));
}, 600_000);

test('three, each sent in three sizes: a large face comes large and small ones small, and both follow the page', async () => {
  const { judge, counsel, prosecutor } = await openHearing('3', ['judge', 'counsel', 'prosecutor']);
  // The judge is pinned large for counsel, and the prosecutor is in the strip.
  await heightsAt(counsel, 'large and small').toEqual([180, 720]);
  await counsel.getByRole('button', { name: 'Gallery' }).click();
  await heightsAt(counsel, 'all of one size').toEqual([360, 360]);
  await counsel.getByRole('button', { name: 'Speaker large' }).click();
  await heightsAt(counsel, 'large and small again').toEqual([180, 720]);

  // A line that loses every third packet: pictures give way, sound goes on; they come back when it is well again.
  const lossy = await losePackets(house.namespace, await mediaPorts(counsel), 33);
  await heightsAt(counsel, 'all small while it is weak').toEqual([180, 180]);
  await hear({ counsel }, 2);
  await lossy.end();
  await heightsAt(counsel, 'large again').toEqual([180, 720]);
  await hear({ judge, counsel, prosecutor }, 2);
}, 600_000);
