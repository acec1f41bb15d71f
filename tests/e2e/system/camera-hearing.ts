import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { admitted, guestComes, picturesOf, runHearing, scheduleHearing, unpaintedDevice } from './court-people.js';
import { signIn } from './desk.js';
import type { openedHouse } from './opened-house.js';

const LARGE = { width: 1280, height: 720, frameRate: 5 };
/** The faces of three in a row are 360 lines high, and one large one above a strip more than 450. */
const viewport = { width: 1440, height: 900 };

const NAMES = { judge: 'Judge Jumabekova', counsel: 'Counsel Ospanov', prosecutor: 'Prosecutor Petrov' };
type Role = keyof typeof NAMES;

/** An open hearing of these, all with a camera of 720 lines, and a clerk who only runs it. */
export async function openHearing(house: ReturnType<typeof openedHouse>, caseNumber: string, roles: readonly Role[]) {
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

/** Until the pictures that come have these heights, low to high. */
export const heightsAt = (page: Page, who: string) =>
  expect.poll(async () => (await picturesOf(page)).heights, { timeout: 120_000, interval: 1_000, message: who });
