import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CourtChoices, HearingMinute, type HearingRow } from '#protocol';
import { readLeaves } from '../../bench/read-leaves.js';
import { compareNumbers } from './booth-devices.js';
import {
  admitted,
  answerRollCall,
  asked,
  guestComes,
  accusedComes,
  hear,
  runHearing,
  counselComes,
  picturesOf,
  scheduleHearing,
  slipOfHearing,
  soundOf,
  unpaintedDevice,
  wordsTo,
} from './court-people.js';
import { signIn } from './desk.js';
import { openedHouse } from './opened-house.js';

const run = promisify(execFile);
const house = openedHouse();

const NAMES = {
  judge: 'Judge Jumabekova',
  prosecutor: 'Prosecutor Petrov',
  counsel: 'Counsel Sarsenova',
  accused: 'Accused Akhmetov',
  interpreter: 'Interpreter Ivanova',
  expert: 'Expert Eskendirov',
  witness: 'Witness Weber',
};
const CASE = '1-19/2026';

/** Its counsel with an account, its accused in booth 4. */
async function schedule(clerk: Page): Promise<HearingRow> {
  const { attorneys } = CourtChoices.parse(await asked(clerk, 'GET', '/api/court/hearings/choices'));
  const attorney = attorneys.find(({ name }) => name === 'Aigerim Sarsenova')!.id;
  const more = { counsel: { attorney }, accused: { facility: { detainee: '0217', booth: '4', counsel: 2 } } };
  const people = Object.entries(NAMES).map(([role, name]) => ({
    role,
    name,
    language: 'en',
    protectedFrom: [],
    ...(more as Record<string, object>)[role],
  }));
  return scheduleHearing(clerk, { caseNumber: CASE, courtroom: 'Room 4', people });
}

test('eight people in their roles: lobby, roll call, witness, private word, pause, close, and what the log has of it', async () => {
  const browser = await house.browser();
  // All of them are seen by the judge; eight who look at eight would be a test of two cores.
  const device = (looks = false) => unpaintedDevice(browser, { looks });
  const [clerk, desk, judge, prosecutor, counsel] = [
    await device(),
    await device(),
    await device(true),
    await device(),
    await device(),
  ];
  const [accused, interpreter, expert, witness] = [await device(), await device(), await device(), await device()];
  const toldWitness = wordsTo(witness);

  await signIn(clerk, house.habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const hearing = await schedule(clerk);
  await signIn(desk, house.habeas, 'desk', 'desk1');
  await desk.getByRole('button', { name: 'Book', exact: true }).waitFor();
  const code = await slipOfHearing(desk);
  await desk.context().close();

  // Lobby: a link, a slip of the facility, an account.
  const guests = { judge, prosecutor, interpreter, expert, witness };
  for (const [role, page] of Object.entries(guests)) {
    await guestComes(page, clerk, house.habeas, hearing, role);
  }
  await accusedComes(accused, house.habeas, code);
  await counselComes(counsel, house.habeas);

  await runHearing(clerk, house.habeas, hearing);
  for (const role of ['prosecutor', 'counsel', 'accused', 'interpreter', 'expert'] as const) {
    await admitted(clerk, NAMES[role]);
  }
  await judge.getByRole('button', { name: 'Open the hearing' }).click();
  const seven = { clerk, judge, prosecutor, counsel, accused, interpreter, expert };
  await hear(seven, 6);
  // What the judge looks at comes, and nothing comes where none is in sight.
  await judge.evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => (await picturesOf(judge)).heights.length, { timeout: 60_000 }).toBe(6);
  expect(new Set((await picturesOf(judge)).heights)).toEqual(new Set([180]));
  expect((await picturesOf(expert)).frames).toBe(0);

  // Roll call: 42 answers, entered with its end.
  await judge.getByRole('button', { name: 'Roll call' }).click();
  await judge.getByRole('button', { name: 'Start the roll call' }).click();
  for (const page of Object.values(seven)) {
    if (page === clerk) await clerk.getByRole('button', { name: 'Roll call' }).click();
    await answerRollCall(page, 6);
  }
  await judge.getByText('42 of 42 answers').waitFor();
  await judge.getByRole('button', { name: 'End the roll call' }).click();
  await judge.getByRole('button', { name: 'Start the roll call' }).waitFor();

  const { lines } = HearingMinute.parse(await asked(clerk, 'GET', `/api/court/hearings/${hearing.id}/minute`));
  const pairs = lines.find(({ what }) => what === 'roll-called')!.text!.split(' ');
  expect(pairs).toHaveLength(42);
  // Beside each word what was measured: loudness, what was missing, the buffer.
  for (const pair of pairs) expect(pair).toMatch(/^\d>\d=yes\/-\d+\/\d+\/\d+$/);

  // The witness in a room of one until now.
  expect((await soundOf(witness)).streams).toBe(0);
  for (const [role, name] of Object.entries(NAMES)) {
    if (role !== 'witness') expect(toldWitness()).not.toContain(name.split(' ')[1]);
  }
  await clerk.getByRole('button', { name: /^Lobby/ }).click();
  await admitted(clerk, NAMES.witness);
  await hear({ ...seven, witness }, 7);
  await witness.getByRole('button', { name: 'I understood my rights' }).click();
  await witness.getByRole('button', { name: 'I take the oath' }).click();
  await judge.getByRole('button', { name: 'In court', exact: true }).click();
  const more = judge.getByRole('group', { name: NAMES.witness });
  await more.getByRole('button', { name: 'More' }).click();
  await judge.getByRole('button', { name: `Release ${NAMES.witness}` }).click();
  await judge.getByText('Who is released leaves').waitFor();
  await judge.getByRole('button', { name: `Release ${NAMES.witness}` }).click();
  await expect.poll(async () => (await soundOf(witness)).streams, { timeout: 60_000 }).toBe(0);

  // A private word: the court goes on without the two, who meet sealed.
  await accused.getByRole('button', { name: 'A private word' }).click();
  await accused.getByRole('button', { name: 'Begin the private word' }).click();
  await hear({ judge, expert }, 4);
  for (const page of [accused, counsel]) await page.getByRole('button', { name: 'Open the sealed call' }).click();
  await compareNumbers(accused, counsel);
  await counsel.getByRole('button', { name: 'End the call', exact: true }).click();
  await counsel.getByRole('button', { name: 'End the call for everybody' }).click();
  await hear(seven, 6);

  await judge.getByRole('button', { name: 'Pause', exact: true }).click();
  for (const page of Object.values(seven)) {
    await expect.poll(async () => (await soundOf(page)).streams, { timeout: 60_000 }).toBe(0);
  }
  await judge.getByRole('button', { name: 'Go on', exact: true }).click();
  await hear(seven, 6);
  await judge.getByRole('button', { name: 'Close the hearing' }).click();
  await judge.getByRole('button', { name: `Close case ${CASE}` }).click();
  for (const page of [judge, prosecutor, counsel, accused]) await page.getByText('The hearing is closed').waitFor();

  await expect.poll(async () => (await account()).at(-1), { timeout: 20_000 }).toBe('closed');
  const entered = await account();
  expect(entered.filter((what) => what === 'link-made')).toHaveLength(Object.keys(guests).length);
  expect(entered.filter((what) => what !== 'link-made')).toEqual(ACCOUNT);
  const { stdout } = await run(process.execPath, ['apps/verify/run.mjs', join(house.habeas.data, 'ledger')]);
  expect(stdout).toContain('VERIFIED');
  const record = JSON.stringify(await readLeaves(house.habeas.data));
  for (const name of Object.values(NAMES)) expect(record).not.toContain(name.split(' ')[1]);
}, 900_000);

/** What the log has of the hearing, in its order: of whom only the court word. */
const account = async (): Promise<string[]> =>
  (await readLeaves(house.habeas.data))
    .filter(({ type }) => type.startsWith('hearing.'))
    .map(({ type, public: open }) => {
      const { what, role, how } = (open ?? {}) as { what?: string; role?: string; how?: string };
      return how ?? [what ?? type.slice('hearing.'.length), role].filter(Boolean).join(' ');
    });

const ACCOUNT = [
  'scheduled',
  ...['came judge', 'declared judge', 'admitted judge'],
  ...['prosecutor', 'interpreter', 'expert', 'witness', 'accused', 'counsel'].flatMap((role) => [
    `came ${role}`,
    `declared ${role}`,
  ]),
  'came clerk',
  ...['prosecutor', 'counsel', 'accused', 'interpreter', 'expert'].map((role) => `admitted ${role}`),
  'opened',
  'roll-called judge',
  ...['admitted witness', 'affirmed witness', 'affirmed witness', 'released witness'],
  ...['conferring counsel', 'conferred counsel'],
  ...['paused judge', 'resumed judge'],
  'closed',
];
