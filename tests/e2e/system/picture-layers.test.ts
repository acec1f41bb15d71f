import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  admitted,
  comeByLink,
  courtDevice,
  hear,
  linkFor,
  picturesOf,
  scheduleHearing,
  skewOf,
} from './court-people.js';
import { signIn } from './desk.js';
import { losePackets, mediaPorts } from './media-ports.js';
import { openedHouse } from './opened-house.js';

const house = openedHouse();

async function device(size: [number, number]): Promise<Page> {
  const browser = await house.browser();
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], viewport });
  return courtDevice(context, size);
}

const NAMES = { judge: 'Judge Jumabekova', counsel: 'Counsel Ospanov', prosecutor: 'Prosecutor Petrov' };
type Role = keyof typeof NAMES;

/** An open hearing of these, all with a camera of 720 lines, and a clerk who only runs it. */
async function openHearing(caseNumber: string, roles: readonly Role[]) {
  const clerk = await device([320, 180]);
  await signIn(clerk, house.habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const people = roles.map((role) => ({ role, name: NAMES[role], language: 'en', protectedFrom: [] }));
  const hearing = await scheduleHearing(clerk, { caseNumber, courtroom: `Room ${caseNumber}`, people });
  const pages = {} as Record<Role, Page>;
  for (const role of roles) {
    pages[role] = await device([1280, 720]);
    await comeByLink(pages[role], await linkFor(clerk, house.habeas, hearing, role));
    if (role === 'judge') await pages[role].getByRole('button', { name: 'Enter the courtroom' }).click();
    else await pages[role].getByRole('button', { name: 'I am ready' }).click();
  }
  await clerk.goto(house.habeas.url('court', `/#hearing=${hearing.id}`));
  await clerk.getByRole('button', { name: /^Lobby/ }).click();
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
  // Lips and voice: within what is seen as one (ITU-R BT.1359).
  const skew = async () => (await skewOf(counsel)) ?? Number.NaN;
  await expect.poll(skew, { timeout: 60_000 }).toBeGreaterThan(-185);
  await expect.poll(skew, { timeout: 60_000 }).toBeLessThan(90);
  const before = await picturesOf(counsel);
  await expect
    .poll(async () => (await picturesOf(counsel)).frames - before.frames, { timeout: 30_000 })
    .toBeGreaterThan(20);
  await Promise.all([judge, counsel].map((page) => page.context().close()));
}, 400_000);

test('three, each sent in three sizes: a large face comes large and small ones small, and both follow the page', async () => {
  const { judge, counsel, prosecutor } = await openHearing('3', ['judge', 'counsel', 'prosecutor']);
  // The judge is pinned large for counsel, and the prosecutor is in the strip.
  await heightsAt(counsel, 'large and small').toEqual([180, 720]);
  await counsel.getByRole('button', { name: 'Gallery' }).click();
  await heightsAt(counsel, 'all of one size').toEqual([360, 360]);
  await counsel.getByRole('button', { name: 'Speaker large' }).click();
  await heightsAt(counsel, 'large and small again').toEqual([180, 720]);

  // A line that loses every third packet: pictures give way for sound, in the end all but that of who is pinned, and it is said.
  const lose = await losePackets(house.namespace, await mediaPorts(counsel), 33);
  await counsel.getByText('Picture waits for a better line').waitFor({ timeout: 60_000 });
  await counsel.getByText('Sound is not affected').waitFor();
  await heightsAt(counsel, 'small while it is weak').not.toContain(720);
  await hear({ counsel }, 2);
  await lose.end();
  await counsel.getByText('Picture waits for a better line').waitFor({ state: 'detached', timeout: 120_000 });
  await hear({ judge, counsel, prosecutor }, 2);
}, 400_000);
