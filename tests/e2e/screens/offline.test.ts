import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitTo, encodeLeaf } from '#ledger';
import { copyLog } from '../../../apps/web/oversight/export/copy-log.js';
import { exportFiles } from '../../../apps/web/oversight/export/export-files.js';
import {
  bookingLeaf,
  buildLog,
  fiftyEntries,
  type MemorySource,
  ORIGIN,
  testKey,
} from '../../unit/ledger/log-builder.js';
import { changed } from './export-taken.js';
import { NOW } from './moments.js';
import { LOG_SIZE, oversightLog, SESSIONS } from './oversight-log.js';
import { axe, launch, watched, type Watched } from './watched-page.js';

const project = resolve(import.meta.dirname, '../../..');
const { vkey } = testKey();
const details = { attorney: 'a1', detainee: '1043' };
const opening = { index: 0, reason: 'complaint 12', salt: '07'.repeat(32), details };
let home: string;
let browser: Browser;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'habeas-offline-'));
  await promisify(execFile)(process.execPath, ['apps/web/build.mjs', 'oversight', `--out=${home}`], { cwd: project });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await rm(home, { recursive: true, force: true });
});

async function logWithDetails(): Promise<MemorySource> {
  const commitment = commitTo(new Uint8Array(32).fill(7), details);
  return buildLog([encodeLeaf({ ...bookingLeaf(0), commitment }), ...fiftyEntries().slice(1)]);
}

/** An unpacked export in a folder of its own. */
async function exported(name: string, log: MemorySource, openings = [opening]): Promise<string> {
  const folder = join(home, name);
  const about = {
    v: 1 as const,
    facility: { name: 'Demo facility', zone: 'Asia/Almaty' },
    origin: ORIGIN,
    serverSaidKey: vkey,
    madeAt: NOW,
  };
  const page = Uint8Array.from(await readFile(join(home, 'web/oversight/offline.html')));
  const files = exportFiles({ about, log: await copyLog(log), openings, keyWords: '', page, summaries: new Map() });
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

/** The page that lies in the export, opened from there with the network cut. */
async function opened(folder: string, language = 'en'): Promise<Watched> {
  const seen = await watched(browser, { language });
  seen.page.setDefaultTimeout(60_000);
  await seen.page.context().setOffline(true);
  await seen.page.goto(pathToFileURL(join(folder, 'oversight.html')).href);
  await seen.page.locator('input[type=file]').setInputFiles(folder);
  await seen.page.getByText('Demo facility').first().waitFor();
  return seen;
}

async function verified(folder: string, key = vkey, language = 'en'): Promise<Watched> {
  const seen = await opened(folder, language);
  await seen.page.locator('.field-input').fill(key);
  await seen.page.locator('.button-main').click();
  await seen.page.locator('#facts').waitFor();
  return seen;
}

/** The folder is chosen once more, which forgets what was found, and checked. */
async function again(page: Page, folder: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(folder);
  await page.locator('#facts').waitFor({ state: 'detached' });
  await page.locator('.button-main').click();
  await page.locator('#facts').waitFor();
}

test('an export is checked from its folder, step by step, and its openings are shown, with nothing of the network', async () => {
  const { page, complaints } = await verified(await exported('good', await logWithDetails()));
  expect(await page.locator('.check-good').count()).toBe(7);
  await page.getByText('50 entries hold: checked here').waitFor();
  expect(await page.locator('.notice-caution').count()).toBe(0);
  await page.getByRole('link', { name: 'Record' }).click();
  expect(await page.getByRole('button', { name: /^Open entry/ }).count()).toBe(1);
  await page.getByRole('button', { name: 'Open entry 0', exact: true }).click();
  await page.getByText('Opened because: complaint 12').waitFor();
  await page.getByText('These details belong to the entry').waitFor();
  expect(complaints).toEqual([]);
  const reached = await page.evaluate(() => fetch('http://oversight.localhost/').then(String, () => 'refused'));
  expect(reached).toBe('refused');
  expect(complaints.join()).toContain('Content Security Policy');
  await page.context().close();
});

test('calendar, session, attempts, looks and complaints of the folder are read as they are with a server', async () => {
  const { page, complaints } = await verified(await exported('days', await oversightLog(), []));
  for (const [hash, words] of [
    ['#calendar/2026-11-20', SESSIONS.good.slice(0, 8)],
    [`#session/${SESSIONS.differed}`, 'What the server says'],
    ['#attempts', 'verb-not-allowed'],
    ['#reads', 'booth.opened'],
    ['#complaints', 'It was not private'],
  ] as const) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.getByText(words).first().waitFor();
    expect(await page.getByText(`${LOG_SIZE} entries hold: checked here`).count()).toBe(1);
    expect(await page.locator('.notice-bad, .working').count()).toBe(0);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** One bit of the last byte but one. */
const lastBit = (text: string): string =>
  text.slice(0, -2) + String.fromCodePoint(text.codePointAt(text.length - 2)! ^ 1) + text.slice(-1);
const ENTRIES = 'tile/entries/000.p/50';

const CHANGES: readonly (readonly [string, string, (text: string) => string, string])[] = [
  ['entries', `ledger/${ENTRIES}`, (text) => text.replace('booking.made', 'cooking.made'), `File ${ENTRIES}, entry`],
  ['entries', 'ledger/tile/0/000.p/50', lastBit, 'File tile/0/000.p/50, entry 49'],
  ['checkpoint', 'ledger/checkpoint', (text) => text.replace('\n50\n', '\n51\n'), 'File checkpoint'],
  ['key', 'ledger/log.vkey', lastBit, 'File log.vkey'],
  ['opened details', 'openings.json', (text) => text.replace('1043', '1044'), 'File openings.json, entry 0'],
];

test('a changed byte fails at its step, with file and entry and what it would mean; the same folder unchanged holds', async () => {
  const folder = await exported('changed', await logWithDetails());
  const { page } = await verified(folder);
  for (const [step, file, change, where] of CHANGES) {
    const before = await readFile(join(folder, file));
    await changed(join(folder, file), change);
    await again(page, folder);
    await page.getByText(`The log does not hold. Step: ${step}`).waitFor();
    expect(await page.locator('.check-failed').innerText()).toContain(step);
    const said = await page.locator('.notice-bad').innerText();
    expect(said).toContain(where);
    expect(said).toContain('If it is no accident:');
    await writeFile(join(folder, file), before);
  }
  await again(page, folder);
  await page.getByText('50 entries hold: checked here').waitFor();
  await page.context().close();
});

test('another key than that of the folder fails; none is said to prove only that the log agrees with itself', async () => {
  const folder = await exported('keys', await logWithDetails());
  const { page } = await verified(folder, testKey(8).vkey);
  await page.getByText('The log does not hold. Step: key').waitFor();
  await page.locator('.field-input').fill('');
  await page.locator('.button-main').click();
  await page.getByText('50 entries hold: checked here').waitFor();
  await page.getByText('The key came with the log').waitFor();
  await page.context().close();
});

test('a folder without a log is said to be one', async () => {
  const { page } = await watched(browser, { language: 'en' });
  await page.goto(pathToFileURL(join(home, 'web/oversight/offline.html')).href);
  await page.locator('input[type=file]').setInputFiles(join(home, 'web'));
  await page.getByText('There is no log in this folder').waitFor();
  await page.context().close();
});

test.each(['en', 'ru', 'kk'])('accessible in %s: before, when it holds and when it does not', async (language) => {
  const good = await exported(`axe-${language}`, await logWithDetails());
  const { page } = await opened(good, language);
  if (language === 'ru') expect(await axe(page)).toEqual([]);
  await page.locator('.button-main').click();
  await page.locator('#facts').waitFor();
  expect(await axe(page)).toEqual([]);
  const picture = process.env['HABEAS_PICTURES'];
  if (picture) await page.screenshot({ path: `${picture}/offline-${language}.png`, fullPage: true });
  await page.locator('.field-input').fill(testKey(8).vkey);
  await page.locator('.button-main').click();
  await page.locator('.check-failed').waitFor();
  expect(await axe(page)).toEqual([]);
  if (picture) await page.screenshot({ path: `${picture}/offline-bad-${language}.png`, fullPage: true });
  await page.context().close();
});
