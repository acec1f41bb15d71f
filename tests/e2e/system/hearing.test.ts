import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readLeaves } from '../../bench/read-leaves.js';
import {
  admitted,
  clockOff,
  guestComes,
  courtDevice,
  hear,
  runHearing,
  scheduleHearing,
  soundOf,
  wordsTo,
} from './court-people.js';
import { signIn } from './desk.js';
import { openedHouse } from './opened-house.js';

const run = promisify(execFile);
const house = openedHouse();

async function device(): Promise<Page> {
  const browser = await house.browser();
  return courtDevice(await browser.newContext({ permissions: ['camera', 'microphone'] }));
}

const WISH = {
  caseNumber: '1-17/2026',
  courtroom: 'Room 2',
  people: [
    { role: 'judge', name: 'Judge Jumabekova', language: 'en', protectedFrom: [] },
    { role: 'counsel', name: 'Counsel Ospanov', language: 'en', protectedFrom: [] },
    { role: 'accused', name: 'Accused Akhmetov', language: 'en', protectedFrom: [] },
    { role: 'witness', name: 'Witness Weber', language: 'en', protectedFrom: [2] },
  ],
};

test('a hearing through the whole house: lobby, court, a witness who hears nothing before and after, pause, close', async () => {
  const [clerk, judge, counsel, accused, witness] = [
    await device(),
    await device(),
    await device(),
    await device(),
    await device(),
  ];
  // Counsel's machine is a day ahead: nothing of a hearing goes by the clock of a device.
  await clockOff(counsel, 24);
  const told = { witness: wordsTo(witness), accused: wordsTo(accused) };
  await signIn(clerk, house.habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const hearing = await scheduleHearing(clerk, WISH);
  const people = { judge, counsel, accused, witness };
  for (const [role, page] of Object.entries(people)) {
    await guestComes(page, clerk, house.habeas, hearing, role);
  }

  await runHearing(clerk, house.habeas, hearing);
  await admitted(clerk, 'Counsel Ospanov');
  await admitted(clerk, 'Accused Akhmetov');
  await judge.getByRole('button', { name: 'Open the hearing' }).click();
  await hear({ judge, counsel, accused, clerk }, 3);
  expect(await counsel.evaluate(() => Date.now())).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  await expect.poll(async () => (await courtClock(counsel)) === (await courtClock(judge))).toBe(true);
  // The room of one: no media, no name, no count, not that it began.
  expect((await soundOf(witness)).streams).toBe(0);
  for (const name of ['Jumabekova', 'Ospanov', 'Akhmetov', '"open"']) expect(told.witness()).not.toContain(name);
  expect(told.witness()).toContain('Weber');

  await admitted(clerk, 'Witness Weber');
  await hear({ witness, judge, counsel, clerk }, 4);
  // Protected from the accused: neither heard nor named there, while the others are.
  expect((await soundOf(accused)).streams).toBe(3);
  expect(told.accused()).not.toContain('Weber');
  expect(told.accused()).toContain('Ospanov');

  await judge.getByRole('button', { name: 'Pause', exact: true }).click();
  await accused.getByText('The court has paused').waitFor();
  for (const page of [judge, counsel, accused, witness]) {
    await expect.poll(async () => (await soundOf(page)).streams, { timeout: 20_000 }).toBe(0);
  }
  await judge.getByRole('button', { name: 'Go on', exact: true }).click();
  await hear({ judge, counsel }, 4);

  await judge.getByRole('group', { name: 'Witness Weber' }).getByRole('button', { name: 'More' }).click();
  // Asked once, then done.
  await judge.getByRole('button', { name: 'Release Witness Weber' }).click();
  await judge.getByText('Who is released leaves').waitFor();
  await judge.getByRole('button', { name: 'Release Witness Weber' }).click();
  await expect.poll(async () => (await soundOf(witness)).streams, { timeout: 20_000 }).toBe(0);
  const after = await soundOf(witness);
  await wait(1_000);
  expect((await soundOf(witness)).packets).toBe(after.packets);
  await hear({ judge, counsel }, 3);

  await judge.getByRole('button', { name: 'Close the hearing' }).click();
  await judge.getByRole('button', { name: `Close case ${WISH.caseNumber}` }).click();
  for (const page of [judge, counsel, accused]) await page.getByText('The hearing is closed').waitFor();
  await expect.poll(() => recorded(), { timeout: 20_000 }).toContain('hearing.closed');
  expect((await recorded()).filter((type) => type.startsWith('hearing.')).at(-1)).toBe('hearing.closed');
  const { stdout } = await run(process.execPath, ['apps/verify/run.mjs', join(house.habeas.data, 'ledger')]);
  expect(stdout).toContain('VERIFIED');
  const record = JSON.stringify(await readLeaves(house.habeas.data));
  for (const { name } of WISH.people) expect(record).not.toContain(name);
}, 300_000);

/** What the clock in the courtroom's head shows. */
const courtClock = (page: Page): Promise<string> => page.locator('.clock').innerText();

/** Types of all entries so far, in their order. */
const recorded = async (): Promise<string[]> => (await readLeaves(house.habeas.data)).map(({ type }) => type);
