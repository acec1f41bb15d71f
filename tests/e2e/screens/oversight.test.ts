import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { commitTo, encodeLeaf } from '#ledger';
import {
  bookingLeaf,
  buildLog,
  fiftyEntries,
  type MemorySource,
  ORIGIN,
  testKey,
} from '../../unit/ledger/log-builder.js';
import { joined, played, receiptOf, seenBy, verdictsOf } from '../../unit/receipt/played-session.js';
import { changed, download, readPdf, unpacked, verify } from './export-taken.js';
import { openScreens } from './opened-screens.js';
import { NOW } from './moments.js';
import { stub } from './stub.js';
import { me } from './stubbed-api.js';
import { axe, watched } from './watched-page.js';

const screens = openScreens();
const details = { attorney: 'a1', detainee: '1043' };
const salt = '07'.repeat(32);

async function open(
  log: MemorySource,
  language = 'en',
  size = 50,
  opening: object = { index: 0, salt, details },
): Promise<Page> {
  const { page } = await watched(screens.browser, { language });
  await stub(page, {
    'GET /api/me': me('oversight'),
    'GET /api/oversight/log': { origin: ORIGIN, vkey: testKey().vkey, size, checkpointAt: NOW, waiting: 0 },
    'POST /api/oversight/openings': opening,
  });
  await page.route('**/ledger/**', async (route) => {
    const bytes = log.files.get(new URL(route.request().url()).pathname.slice('/ledger/'.length));
    return bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.fulfill({ status: 404 });
  });
  await page.goto(screens.served.url('oversight', '#log'));
  return page;
}

async function logWithDetails(): Promise<MemorySource> {
  const commitment = commitTo(new Uint8Array(32).fill(7), details);
  return buildLog([encodeLeaf({ ...bookingLeaf(0), commitment }), ...fiftyEntries().slice(1)]);
}

test('a whole log is checked in the browser; its details open with a reason and are checked too', async () => {
  const page = await open(await logWithDetails());
  await page.getByText('50 entries hold: checked here').waitFor();
  expect(await page.locator('.table tbody tr').count()).toBe(50);
  await page.getByRole('button', { name: 'Open entry 0', exact: true }).click();
  await page.getByLabel('Reason').fill('complaint 12');
  const asked = page.waitForRequest('**/api/oversight/openings');
  await page.getByRole('button', { name: 'Open and enter the reason' }).click();
  expect((await asked).postDataJSON()).toEqual({ index: 0, reason: 'complaint 12' });
  await page.getByText('These details belong to the entry').waitFor();
  await page.context().close();
});

test('details of another entry are said to differ', async () => {
  const page = await open(await buildLog(fiftyEntries()));
  await page.getByRole('button', { name: 'Open entry 0', exact: true }).click();
  await page.getByLabel('Reason').fill('complaint 12');
  await page.getByRole('button', { name: 'Open and enter the reason' }).click();
  await page.getByText('These details are not those of the entry').waitFor();
  await page.context().close();
});

test('a verdict that is opened is checked against the key it names; one turned round is found', async () => {
  const seen = seenBy(await played([[0, 1]]), 1);
  const verdicts = await verdictsOf(seen[0]!);
  const turned = verdicts.map((said) => (said.what === 'verdict' ? { ...said, same: !said.same } : said));
  for (const [said, words] of [
    [verdicts, 'Signed by the key it names'],
    [turned, 'Not signed by the key it names'],
  ] as const) {
    const { entries } = await receiptOf([joined(1), joined(2), ...said], []);
    const log = await buildLog(entries.map(({ leaf }) => new TextEncoder().encode(leaf)));
    const page = await open(log, 'en', entries.length, { index: 3, ...entries[3]!.opened });
    await page.getByRole('button', { name: 'Open entry 3', exact: true }).click();
    await page.getByLabel('Reason').fill('complaint 12');
    await page.getByRole('button', { name: 'Open and enter the reason' }).click();
    await page.getByText('These details belong to the entry').waitFor();
    await page.getByText(words).waitFor();
    await page.context().close();
  }
});

test('one flipped bit is a finding with its file and entry', async () => {
  const log = (await buildLog(fiftyEntries())).copy();
  const bundle = [...log.files.keys()].find((path) => path.startsWith('tile/entries/'))!;
  log.files.get(bundle)![200]! ^= 1;
  const page = await open(log);
  await page.getByText('The log does not hold').waitFor();
  expect(await page.locator('.notice-bad').innerText()).toContain(bundle);
  await page.context().close();
});

test('a log shorter than the server says is said to be so', async () => {
  const page = await open(await buildLog(fiftyEntries()), 'en', 60);
  await page.getByText('The log is shorter than the server says').waitFor();
  await page.context().close();
});

/** Opens an entry with a reason, as a person does. */
async function openEntry(page: Page, index: number): Promise<void> {
  await page.getByRole('button', { name: `Open entry ${index}`, exact: true }).click();
  await page.getByLabel('Reason').fill('complaint 12');
  await page.getByRole('button', { name: 'Open and enter the reason' }).click();
  await page.getByText('These details belong to the entry').waitFor();
  await page.keyboard.press('Escape');
}

test('the export, unpacked, is verified as it is: log and chosen openings; changed, it is not', async () => {
  const page = await open(await logWithDetails());
  await openEntry(page, 0);
  const folder = await unpacked(await download(page));
  try {
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['export.json', 'ledger', 'openings.json']));
    expect(await readFile(join(folder, 'key-as-the-server-said-it.txt'), 'utf8')).toContain(testKey().vkey);
    const holds = await verify(folder);
    expect(holds.said).toContain('1 opened details');
    expect(holds).toMatchObject({ code: 0 });
    await changed(join(folder, 'openings.json'), (text) => text.replace('1043', '1044'));
    const opened = await verify(folder);
    expect(opened).toMatchObject({ code: 1 });
    expect(opened.said).toMatch(/FAILS\s+openings.*opening-differs/);
    await changed(join(folder, 'ledger/tile/entries/000.p/50'), (text) => text.replace('booking.made', 'booking.mode'));
    expect((await verify(folder)).said).toMatch(/FAILS\s+entries/);
  } finally {
    await rm(folder, { recursive: true });
    await page.context().close();
  }
});

const SUMMARIES = {
  kk: ['Құпиялылық журналы', 'Түбір хеші'],
  ru: ['Журнал конфиденциальности', 'Корневой хеш'],
  en: ['Confidentiality log of', 'Root hash'],
};

test('the export has a summary to print in each language, with its letters embedded, and nobody named', async () => {
  const log = await logWithDetails();
  const page = await open(log);
  await openEntry(page, 0);
  const folder = await unpacked(await download(page));
  try {
    const root = new TextDecoder().decode(log.files.get('checkpoint')).split('\n')[2]!;
    for (const [language, words] of Object.entries(SUMMARIES)) {
      const { text, fonts } = await readPdf(join(folder, `summary-${language}.pdf`));
      for (const word of [...words, root, 'complaint 12']) expect(text).toContain(word);
      expect(text).not.toContain(details.detainee);
      expect(fonts.length).toBeGreaterThan(0);
      for (const font of fonts) expect(font).toMatchObject({ embedded: true });
      const pictures = process.env['HABEAS_PICTURES'];
      if (pictures) await copyFile(join(folder, `summary-${language}.pdf`), join(pictures, `summary-${language}.pdf`));
    }
  } finally {
    await rm(folder, { recursive: true });
    await page.context().close();
  }
});

test('only what is chosen leaves with the export', async () => {
  const page = await open(await logWithDetails());
  await openEntry(page, 0);
  await page.getByLabel('Entry 0: complaint 12').uncheck();
  const folder = await unpacked(await download(page));
  try {
    expect(JSON.parse(await readFile(join(folder, 'openings.json'), 'utf8'))).toEqual({ v: 1, openings: [] });
    expect(await verify(folder)).toMatchObject({ code: 0 });
  } finally {
    await rm(folder, { recursive: true });
    await page.context().close();
  }
});

test.each(['en', 'ru', 'kk'])('accessible in %s', async (language) => {
  const page = await open(await logWithDetails(), language);
  await page.locator('.notice-good').waitFor();
  expect(await axe(page)).toEqual([]);
  const picture = process.env['HABEAS_PICTURES'];
  if (picture) await page.screenshot({ path: `${picture}/oversight-log-${language}.png` });
  await page.locator('.table tbody button').last().click();
  await page.locator('dialog form').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});
