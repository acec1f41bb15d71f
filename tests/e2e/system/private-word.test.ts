import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { CourtChoices, DeskDay, HearingRow, MovementSlip } from '#protocol';
import { readLeaves } from '../../bench/read-leaves.js';
import { compareNumbers, enrol, enterCode } from './booth-devices.js';
import { comeByLink, courtDevice, linkFor, soundOf } from './court-people.js';
import { signIn, speakEnglish } from './desk.js';
import { mediaPorts, tapHearingPlane } from './media-ports.js';
import { RunningHabeas } from './running-habeas.js';

let namespace: TestNamespace;
let habeas: RunningHabeas;
const browsers: Browser[] = [];

async function device(): Promise<Page> {
  const browser = await launchChromium(namespace, {});
  browsers.push(browser);
  return courtDevice(await browser.newContext({ permissions: ['camera', 'microphone'] }));
}

beforeAll(async () => {
  namespace = await TestNamespace.create();
  habeas = await RunningHabeas.start(namespace);
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await habeas?.remove();
  await namespace?.remove();
});

/** As this page's own script would ask. */
const asked = (page: Page, method: string, path: string, body?: unknown): Promise<unknown> =>
  page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(where!, { method: how!, headers, ...(what ? { body: what } : {}) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${text}`);
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)],
  );

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
  const now = Date.now();
  return HearingRow.parse(
    await asked(clerk, 'POST', '/api/court/hearings', {
      caseNumber: '1-18/2026',
      courtroom: 'Room 3',
      from: new Date(now).toISOString(),
      to: new Date(now + 3_600_000).toISOString(),
      people: [
        someone('judge', 'Judge Jumabekova'),
        someone('counsel', 'Counsel Sarsenova', { attorney }),
        someone('accused', 'Accused Akhmetov', { facility: { detainee: '0217', booth: '4', counsel: 1 } }),
      ],
    }),
  );
}

/** The desk makes the slip of the hearing's own part and admits the person. */
async function slipOf(desk: Page): Promise<string> {
  const { bookings } = DeskDay.parse(await asked(desk, 'GET', '/api/desk/day'));
  const { id } = bookings.find(({ part }) => part === 'hearing')!;
  const { code } = MovementSlip.parse(await asked(desk, 'POST', `/api/desk/bookings/${id}/slip`));
  await asked(desk, 'POST', `/api/desk/bookings/${id}/admit`);
  return code;
}

const admitted = async (clerk: Page, name: string): Promise<void> => {
  await clerk.getByRole('group', { name, exact: true }).getByRole('button', { name: 'Admit', exact: true }).click();
};

const tried = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Start the try-out' }).click();
  await page.getByLabel('I am alone in the room').check();
  await page.getByRole('button', { name: 'I am ready' }).click();
};

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
  await signIn(clerk, habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const hearing = await schedule(clerk);
  await signIn(desk, habeas, 'desk', 'desk1');
  await desk.getByRole('button', { name: 'Book', exact: true }).waitFor();
  const code = await slipOf(desk);

  await enrol(accused, habeas);
  await speakEnglish(accused);
  await enterCode(accused, code);
  const check = accused.getByRole('button', { name: 'Check the booth' });
  await check.or(accused.getByRole('button', { name: 'Start the try-out' })).waitFor();
  if (await check.isVisible()) {
    await check.click();
    await accused.getByRole('button', { name: 'I heard it', exact: true }).click();
    await accused.getByRole('button', { name: /^Go on/ }).click();
  }
  await tried(accused);

  await signIn(counsel, habeas, 'attorney', 'attorney1');
  await counsel.getByRole('button', { name: 'Open', exact: true }).first().click();
  await counsel.getByRole('button', { name: 'To the courtroom' }).click();
  await tried(counsel);

  await comeByLink(judge, await linkFor(clerk, habeas, hearing, 'judge'));
  await judge.getByRole('button', { name: 'Enter the courtroom' }).click();
  await clerk.goto(habeas.url('court', `/#hearing=${hearing.id}`));
  await clerk.getByRole('button', { name: /^Lobby/ }).click();
  await admitted(clerk, 'Counsel Sarsenova');
  await admitted(clerk, 'Accused Akhmetov');
  await judge.getByRole('button', { name: 'Open the hearing' }).click();
  for (const [who, page] of Object.entries({ judge, counsel, accused })) await hears(page, who, 3);

  // Positive control: while all are in court, the plane gets datagrams of these two as well.
  const court = [...(await mediaPorts(judge)), ...(await mediaPorts(clerk))];
  const tap = await tapHearingPlane(namespace, court, (await mediaPorts(judge, 'remote'))[0]!);
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
  const types = async () => (await readLeaves(habeas.data)).map(({ type }) => type);
  await expect.poll(types, { timeout: 20_000 }).toContain('session.closed');
  const all = await types();
  expect(all.filter((type) => type === 'code.verdict')).toHaveLength(2);
  expect(all.filter((type) => type === 'booth.opened')).toHaveLength(1);
  await accused.getByRole('button', { name: 'Finish' }).click();
}, 400_000);
