import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CourtChoices, type HearingRow } from '#protocol';
import { readLeaves } from '../../bench/read-leaves.js';
import { compareNumbers } from './booth-devices.js';
import {
  admitted,
  asked,
  guestComes,
  accusedComes,
  courtDevice,
  runHearing,
  counselComes,
  scheduleHearing,
  slipOfHearing,
  soundOf,
} from './court-people.js';
import { signIn } from './desk.js';
import { mediaPorts, tapHearingPlane } from './media-ports.js';
import { openedHouse } from './opened-house.js';

const house = openedHouse();

async function device(): Promise<Page> {
  const browser = await house.browser();
  return courtDevice(await browser.newContext({ permissions: ['camera', 'microphone'] }));
}

/** Now, its counsel with an account, its accused in booth 4. */
async function schedule(clerk: Page): Promise<HearingRow> {
  const { attorneys } = CourtChoices.parse(await asked(clerk, 'GET', '/api/court/hearings/choices'));
  const attorney = attorneys.find(({ name }) => name === 'Aigerim Sarsenova')!.id;
  const someone = (role: string, name: string, more: object = {}) => ({
    role,
    name,
    language: 'en',
    protectedFrom: [],
    ...more,
  });
  return scheduleHearing(clerk, {
    caseNumber: '1-18/2026',
    courtroom: 'Room 3',
    people: [
      someone('judge', 'Judge Jumabekova'),
      someone('counsel', 'Counsel Sarsenova', { attorney }),
      someone('accused', 'Accused Akhmetov', { facility: { detainee: '0217', booth: '4', counsel: 1 } }),
    ],
  });
}

/** This many others are heard. */
const hears = (page: Page, who: string, streams: number) =>
  expect.poll(async () => (await soundOf(page)).streams, { timeout: 60_000, message: who }).toBe(streams);

test('from within a hearing counsel and accused have a word in a sealed booth, and come back', async () => {
  const [clerk, judge, counsel, accused, desk] = [
    await device(),
    await device(),
    await device(),
    await device(),
    await device(),
  ];
  await signIn(clerk, house.habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const hearing = await schedule(clerk);
  await signIn(desk, house.habeas, 'desk', 'desk1');
  await desk.getByRole('button', { name: 'Book', exact: true }).waitFor();
  const code = await slipOfHearing(desk);

  await accusedComes(accused, house.habeas, code);

  await counselComes(counsel, house.habeas);

  await guestComes(judge, clerk, house.habeas, hearing, 'judge');
  await runHearing(clerk, house.habeas, hearing);
  await admitted(clerk, 'Counsel Sarsenova');
  await admitted(clerk, 'Accused Akhmetov');
  await judge.getByRole('button', { name: 'Open the hearing' }).click();
  for (const [who, page] of Object.entries({ judge, counsel, accused })) await hears(page, who, 3);

  // Positive control: while all are in court, the plane gets datagrams of these two as well.
  const court = [...(await mediaPorts(judge)), ...(await mediaPorts(clerk))];
  const tap = await tapHearingPlane(house.namespace, court, (await mediaPorts(judge, 'remote'))[0]!);
  await expect.poll(async () => (await tap()).others, { timeout: 20_000 }).toBeGreaterThan(100);

  // From the press on the court has no sound of either; it is told that they confer, and no more.
  await accused.getByRole('button', { name: 'A private word' }).click();
  await accused.getByRole('button', { name: 'Begin the private word' }).click();
  await hears(judge, 'judge, who hears the clerk alone', 1);
  await judge.getByText('in a private word').first().waitFor();
  for (const page of [accused, counsel]) await page.getByRole('button', { name: 'Open the sealed call' }).waitFor();
  const opened = await tap();
  for (const page of [accused, counsel]) await page.getByRole('button', { name: 'Open the sealed call' }).click();
  await compareNumbers(accused, counsel);
  expect((await soundOf(judge)).streams).toBe(1);
  // The court talks on, and of the two not one datagram of any kind comes to its plane.
  await expect.poll(async () => (await tap()).named, { timeout: 20_000 }).toBeGreaterThan(opened.named + 500);
  expect((await tap()).others).toBe(opened.others);

  // Either of them ends it; both are back, and the session stays for another one.
  await counsel.getByRole('button', { name: 'End the call', exact: true }).click();
  await counsel.getByRole('button', { name: 'End the call for everybody' }).click();
  for (const [who, page] of Object.entries({ judge, counsel, accused })) await hears(page, who, 3);

  await judge.getByRole('button', { name: 'In court', exact: true }).click();
  await judge.getByRole('button', { name: 'Close the hearing' }).click();
  await judge.getByRole('button', { name: 'Close case 1-18/2026' }).click();
  for (const page of [judge, counsel, accused]) await page.getByText('The hearing is closed').waitFor();
  const types = async () => (await readLeaves(house.habeas.data)).map(({ type }) => type);
  await expect.poll(types, { timeout: 20_000 }).toContain('session.closed');
  const all = await types();
  expect(all.filter((type) => type === 'code.verdict')).toHaveLength(2);
  expect(all.filter((type) => type === 'booth.opened')).toHaveLength(1);
  await accused.getByRole('button', { name: 'Finish' }).click();
}, 400_000);
