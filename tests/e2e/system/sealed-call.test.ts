import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bestHeard,
  concat,
  envelopeOf,
  launchChromium,
  SAMPLE_RATE,
  silence,
  smooth,
  speak,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import { verifyLog } from '#ledger';
import type { Receipt } from '#protocol';
import { receiptCode } from '#receipt';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { askForLawyer, compareNumbers, endCall, enrol, enterCode, join, understand } from './booth-devices.js';
import { MemorySource } from '../../unit/ledger/log-builder.js';
import { logInMemory } from './log-in-memory.js';
import { admit, book, closePanel, signIn, slipCode, slotNow, speakEnglish } from './desk.js';
import { publishedLeaves } from './published-leaves.js';
import { RunningHabeas } from './running-habeas.js';

const run = promisify(execFile);
let namespace: TestNamespace;
let habeas: RunningHabeas;
let folder: string;
let source: number[];
const browsers: Browser[] = [];

async function device(microphone?: string): Promise<Page> {
  const browser = await launchChromium(namespace, microphone ? { microphone } : {});
  browsers.push(browser);
  const page = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

const verify = (...args: string[]) =>
  run(process.execPath, ['apps/verify/run.mjs', path(habeas.data, 'ledger'), ...args]);

/** Without the log: whose keys these were, and that another device's handshake would be found out. */
async function checkAlone(saved: string): Promise<void> {
  const alone = (...args: string[]) => run(process.execPath, ['apps/verify/run.mjs', '--receipt', saved, ...args]);
  const { stdout, stderr } = await alone('--vkey', path(habeas.data, 'ledger/log.vkey'));
  expect(stderr).toBe('');
  expect(stdout).toMatch(/Booth 4 .*said "same", enrolled device/);
  expect(stdout).toMatch(/said "same", this device/);
  expect(stdout).toContain('the verdicts in the log stand under these keys');
  const receipt = await readFile(saved, 'utf8');
  const { seen, ...others } = JSON.parse(receipt) as Receipt;
  expect(others.entries.filter(({ opened }) => opened)).toHaveLength(2);
  const [round] = seen;
  const ctx = Buffer.from(round!.ctx, 'base64url');
  ctx[26]! ^= 1;
  await writeFile(saved, JSON.stringify({ ...others, seen: [{ ...round, ctx: ctx.toString('base64url') }] }));
  await expect(alone()).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('NOT VERIFIED') });
  const code = path(folder, 'receipt-code.txt');
  await writeFile(code, await receiptCode(round!));
  expect((await verify('--receipt', code)).stdout).toContain('VERIFIED receipt-code.txt');
  await writeFile(saved, receipt);
}

beforeAll(async () => {
  namespace = await TestNamespace.create();
  folder = await mkdtemp(path(tmpdir(), 'habeas-speech-'));
  const said = concat([
    await speak('I am your lawyer. Nobody else can listen to us here.'),
    silence(0.7),
    await speak('Tell me what happened on Thursday, slowly, from the beginning.'),
    silence(1.3),
  ]);
  source = smooth(envelopeOf(said, SAMPLE_RATE), 3);
  await writeWav(path(folder, 'attorney.wav'), said);
  await writeWav(path(folder, 'booth.wav'), silence(4));
  habeas = await RunningHabeas.start(namespace);
});

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await habeas?.remove();
  await namespace?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('booked, admitted, opened, compared, heard, ended, and the record tells it without names', async () => {
  const [desk, kiosk, attorney] = [
    await device(),
    await device(path(folder, 'booth.wav')),
    await device(path(folder, 'attorney.wav')),
  ];
  const slot = slotNow('Asia/Almaty');
  await signIn(desk, habeas, 'desk', 'desk1');
  await book(desk, { booth: '4', detainee: 1, attorney: 1, ...slot });
  await signIn(attorney, habeas, 'attorney', 'attorney1');
  await testDevice(attorney);
  const code = await slipCode(desk, slot.from);
  expect(code).toMatch(/^\d{8}$/);

  // Whoever has no slip asks at the kiosk; the queue keeps a slot, and the desk sees it.
  await enrol(kiosk, habeas);
  await speakEnglish(kiosk);
  await askForLawyer(kiosk, '0217');
  await desk.getByRole('link', { name: /Queue/ }).click();
  await desk.getByText('0217').first().waitFor();
  await desk
    .getByText(/Offered/)
    .first()
    .waitFor();
  await desk.goBack();

  // Neither the code alone nor admission alone opens the booth.
  await enterCode(kiosk, code);
  await kiosk.getByText('An officer must admit you first').waitFor();
  await kiosk.reload();
  await admitFrom(desk, slot.from);
  await enterCode(
    kiosk,
    code.replace(/.$/, (last) => String((Number(last) + 1) % 10)),
  );
  await kiosk.getByText('This code is not right').waitFor();
  await kiosk.reload();

  await enterCode(kiosk, code);
  // The microphone of this booth is silent: its check before the first session of the day finds that, and the desk sees it.
  const found = desk.getByText(/did not work: .*microphone/);
  expect(await found.count()).toBe(0);
  await understand(kiosk);
  await found.waitFor();
  await desk.getByText('Booth 4: its check found a fault').waitFor();
  await desk.getByRole('button', { name: 'I am going' }).click();
  await join(attorney);
  const numbers = await compareNumbers(kiosk, attorney);
  expect(numbers.join('')).toMatch(/^\d{12}$/);

  await kiosk.waitForFunction(() => [...document.querySelectorAll('audio')].some((element) => element.srcObject));
  expect((await bestHeard(kiosk, source)).fit).toBeGreaterThan(0.8);

  await writeAndShow(kiosk, attorney);

  await endCall(attorney);
  await attorney.getByText(/^Checked here: \d+ entries are in the signed record/).waitFor();
  await kiosk.getByText('The session is over').waitFor();
  await leavesNothing(kiosk);

  // Saved before its last entry is in the record, it would hold in part only; the page asks again by itself.
  await attorney.getByText('Session ended', { exact: true }).waitFor({ timeout: 60_000 });
  const saved = path(folder, 'receipt.json');
  const [download] = await Promise.all([
    attorney.waitForEvent('download'),
    attorney.getByRole('button', { name: 'Save receipt' }).click(),
  ]);
  await download.saveAs(saved);
  // What it says also when it does not hold.
  const said = await verify('--receipt', saved).catch((error: { stdout: string }) => error);
  expect(said.stdout).toContain('VERIFIED receipt.json');
  const receipt = await readFile(saved, 'utf8');
  await checkAlone(saved);
  await writeFile(saved, receipt.replace(/[a-z](?=[a-z0-9+/]{20})/, 'Z'));
  await expect(verify('--receipt', saved)).rejects.toMatchObject({ code: 1 });
  const leaves = await publishedLeaves(habeas.data);
  expect(leaves.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'kiosk.enrolled',
      'booking.made',
      'booking.admitted',
      'booth.opened',
      'party.joined',
      'code.verdict',
      'session.closed',
    ]),
  );
  const record = JSON.stringify(leaves);
  for (const secret of [code, ...numbers, 'attorney1', 'desk1', ...Object.values(habeas.facts.passwords)])
    expect(record).not.toContain(secret);
});

test('one flipped bit anywhere in the record of that call is refused, 1,000 times of 1,000', async () => {
  const files = await logInMemory(path(habeas.data, 'ledger'));
  const key = Buffer.from(files.get('log.vkey')!).toString().trim();
  expect((await verifyLog(new MemorySource(files), key)).ok).toBe(true);
  const names = [...files.keys()];
  const accepted: string[] = [];
  for (let round = 0; round < 1000; round += 1) {
    const name = names[randomInt(names.length)]!;
    const bytes = files.get(name)!;
    const bit = randomInt(bytes.length * 8);
    const flipped = new Uint8Array(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    const report = await verifyLog(new MemorySource(new Map(files).set(name, flipped)), key);
    if (report.ok) accepted.push(`${name} bit ${bit}`);
  }
  expect(accepted).toEqual([]);
});

const WRITTEN = { attorney: 'Herons-stood-by-page-three', booth: 'Please speak slower.' };

/** Both write; the attorney shows a window and takes it back; nothing of the words is in any file of the facility. */
async function writeAndShow(kiosk: Page, attorney: Page): Promise<void> {
  await attorney.getByRole('textbox', { name: 'Write' }).fill(WRITTEN.attorney);
  await attorney.keyboard.press('Enter');
  await kiosk.getByText(WRITTEN.attorney).waitFor();
  await kiosk.getByRole('button', { name: 'Write', exact: true }).click();
  await kiosk.getByRole('button', { name: WRITTEN.booth }).click();
  await attorney.getByRole('log').getByText(WRITTEN.booth).waitFor();
  await attorney.getByText('You, arrived').waitFor();
  await attorney.getByRole('button', { name: 'Share a window' }).click();
  await kiosk.getByText(/: a window$/).waitFor();
  await attorney.getByRole('button', { name: 'Stop sharing' }).click();
  await expect.poll(() => kiosk.getByText(/: a window$/).count()).toBe(0);
  const found = async (text: string) =>
    (await run('grep', ['-rlaF', text, habeas.data]).catch(() => ({ stdout: '' }))).stdout !== '';
  for (const text of Object.values(WRITTEN)) expect(await found(text)).toBe(false);
  expect(await found('booth.opened'), 'the search finds what is kept').toBe(true);
}

/** After "Finish" the kiosk is a fresh page that knows which booth it serves, and nothing of who was there. */
async function leavesNothing(kiosk: Page): Promise<void> {
  const all = () =>
    kiosk.evaluate(async () => {
      const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const kept = await Promise.all(
        databases.map(
          (name) =>
            new Promise<string>((resolve, reject) => {
              const opening = indexedDB.open(name);
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                const { objectStoreNames } = opening.result;
                const store = opening.result.transaction([...objectStoreNames]).objectStore(objectStoreNames[0] ?? '');
                const keys = store.getAllKeys();
                keys.onsuccess = () => (opening.result.close(), resolve(keys.result.map(String).join()));
              };
            }),
        ),
      );
      return {
        born: performance.timeOrigin,
        shown: document.documentElement.outerHTML,
        stores: [Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys(), document.cookie].flat(),
        kept: kept.join(),
      };
    });
  const before = await all();
  await kiosk.getByRole('button', { name: 'Finish' }).click();
  await kiosk.locator('.own-names').waitFor();
  await expect.poll(() => kiosk.evaluate(() => performance.timeOrigin)).toBeGreaterThan(before.born);
  await kiosk.locator('.own-names').waitFor();
  const after = await all();
  expect(after.stores.filter((name) => name !== '' && name !== 'habeas-language')).toEqual([]);
  expect(after.kept).toMatch(/^(alive,)?device-key$/);
  for (const word of [WRITTEN.attorney, WRITTEN.booth, 'Sarsenova', '0217']) expect(after.shown).not.toContain(word);
}

/** The attorney tries the device before the call, over the real line. */
async function testDevice(attorney: Page): Promise<void> {
  await attorney.getByRole('button', { name: 'Device test' }).click();
  await attorney.getByRole('button', { name: 'Test this device' }).click();
  for (const part of ['Browser', 'Network', 'Camera']) {
    await attorney.locator('.check-good', { hasText: part }).waitFor();
  }
  await attorney.getByText(/Round trip \d+ ms, from you \d+ kbit\/s, to you \d+ kbit\/s/).waitFor();
  await attorney.getByRole('button', { name: 'Back' }).click();
}

async function admitFrom(desk: Page, time: string): Promise<void> {
  await desk.getByRole('button', { name: new RegExp(`^${time}`) }).click();
  await admit(desk);
  await closePanel(desk);
}
