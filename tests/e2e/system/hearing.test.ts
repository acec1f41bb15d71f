import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { HearingRow } from '#protocol';
import { readLeaves } from '../../bench/read-leaves.js';
import { comeByLink, courtDevice, linkFor, soundOf, wordsTo } from './court-people.js';
import { signIn } from './desk.js';
import { RunningHabeas } from './running-habeas.js';

const run = promisify(execFile);
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

async function schedule(clerk: Page): Promise<HearingRow> {
  const now = Date.now();
  const times = { from: new Date(now).toISOString(), to: new Date(now + 3_600_000).toISOString() };
  const made = await clerk.evaluate(
    async (body) => {
      const answer = await fetch('/api/court/hearings', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return (await answer.json()) as unknown;
    },
    JSON.stringify({ ...WISH, ...times }),
  );
  return HearingRow.parse(made);
}

/** Sound of `streams` others comes to each of these, and goes on. */
async function hear(pages: Readonly<Record<string, Page>>, streams: number): Promise<void> {
  for (const [who, page] of Object.entries(pages)) {
    const poll = (what: string, value: (sound: Awaited<ReturnType<typeof soundOf>>) => number) =>
      expect.poll(async () => value(await soundOf(page)), { timeout: 60_000, message: `${what} at the ${who}` });
    await poll('streams', (sound) => sound.streams).toBe(streams);
    const before = await soundOf(page);
    await poll('packets', ({ packets }) => packets - before.packets).toBeGreaterThan(30 * streams);
    await poll('energy', ({ energy }) => energy).toBeGreaterThan(before.energy);
  }
}

const admitted = async (clerk: Page, name: string): Promise<void> => {
  await clerk.getByRole('group', { name, exact: true }).getByRole('button', { name: 'Admit', exact: true }).click();
};

test('a hearing through the whole house: lobby, court, a witness who hears nothing before and after, pause, close', async () => {
  const [clerk, judge, counsel, accused, witness] = [
    await device(),
    await device(),
    await device(),
    await device(),
    await device(),
  ];
  const told = { witness: wordsTo(witness), accused: wordsTo(accused) };
  await signIn(clerk, habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const hearing = await schedule(clerk);
  const people = { judge, counsel, accused, witness };
  for (const [role, page] of Object.entries(people)) {
    await comeByLink(page, await linkFor(clerk, habeas, hearing, role));
    if (role === 'judge') await page.getByRole('button', { name: 'Enter the courtroom' }).click();
    else await page.getByRole('button', { name: 'I am ready' }).click();
  }

  await clerk.goto(habeas.url('court', `/#hearing=${hearing.id}`));
  await clerk.getByRole('button', { name: /^Lobby/ }).click();
  await admitted(clerk, 'Counsel Ospanov');
  await admitted(clerk, 'Accused Akhmetov');
  await judge.getByRole('button', { name: 'Open the hearing' }).click();
  await hear({ judge, counsel, accused, clerk }, 3);
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
  const { stdout } = await run(process.execPath, ['apps/verify/run.mjs', join(habeas.data, 'ledger')]);
  expect(stdout).toContain('VERIFIED');
  const record = JSON.stringify(await readLeaves(habeas.data));
  for (const { name } of WISH.people) expect(record).not.toContain(name);
}, 300_000);

/** Types of all entries so far, in their order. */
const recorded = async (): Promise<string[]> => (await readLeaves(habeas.data)).map(({ type }) => type);
