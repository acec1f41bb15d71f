import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receipt } from '#protocol';
import { launchChromium } from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { compareWithAll, endCall, enrol, enterCode, join, understand } from './booth-devices.js';
import { admit, book, closePanel, signIn, slipCode, slotNow, speakEnglish } from './desk.js';
import { RunningHabeas } from './running-habeas.js';

const run = promisify(execFile);
const INTERPRETER = 'Saule, interpreter';
let namespace: TestNamespace;
let habeas: RunningHabeas;
let folder: string;
const browsers: Browser[] = [];

async function device(): Promise<Page> {
  const browser = await launchChromium(namespace);
  browsers.push(browser);
  const page = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

beforeAll(async () => {
  namespace = await TestNamespace.create();
  folder = await mkdtemp(path(tmpdir(), 'habeas-receipt-'));
  habeas = await RunningHabeas.start(namespace);
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await habeas?.remove();
  await namespace?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('an interpreter is invited, booked and inside the seal; when it leaves, the others go on', async () => {
  const [desk, kiosk, attorney, interpreter] = [await device(), await device(), await device(), await device()];
  const slot = slotNow('Asia/Almaty');
  await signIn(desk, habeas, 'desk', 'desk1');
  await acceptInvitation(interpreter, await invite(desk));
  await book(desk, { booth: '4', detainee: 1, attorney: 1, interpreter: INTERPRETER, ...slot });
  const code = await slipCode(desk, slot.from);
  await desk.getByRole('button', { name: new RegExp(`^${slot.from}`) }).click();
  await desk.getByRole('definition').filter({ hasText: INTERPRETER }).waitFor();
  await admit(desk);
  await closePanel(desk);
  await signIn(attorney, habeas, 'attorney', 'attorney1');
  await enrol(kiosk, habeas);
  await speakEnglish(kiosk);
  await enterCode(kiosk, code);
  await understand(kiosk);

  await join(interpreter);
  await join(attorney);
  await compareWithAll(kiosk, [attorney, interpreter]);
  for (const page of [kiosk, attorney, interpreter]) await hears(page, 2);

  await interpreter.getByRole('button', { name: 'Leave the session' }).click();
  await interpreter.getByRole('dialog').getByRole('button', { name: 'Leave the session' }).click();
  await kiosk.getByText(`Left: ${INTERPRETER}`).waitFor();
  for (const page of [kiosk, attorney]) await hears(page, 1);
  for (const page of [kiosk, attorney]) expect(await page.locator('.call-sealed').count()).toBe(1);
  await endCall(attorney);
  await kiosk.getByText('The session is over').waitFor();
  const { stdout } = await run(process.execPath, ['apps/verify/run.mjs', path(habeas.data, 'ledger')]);
  expect(stdout).toContain('VERIFIED');
  await takesReceiptHome(interpreter);
});

/** Also who left before the end: all entries, and whose keys its device saw. */
async function takesReceiptHome(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: 'Receipt', exact: true }).click();
  await page.getByText(/^Checked here: \d+ entries are in the signed record/).waitFor();
  await page.getByText('Session ended', { exact: true }).waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save receipt' }).click(),
  ]);
  const saved = path(folder, 'receipt.json');
  await download.saveAs(saved);
  const argv = ['run', '-s', 'verify', '--', '--receipt', saved, '--vkey', path(habeas.data, 'ledger/log.vkey')];
  const { stdout } = await run('npm', argv);
  expect(stdout).toMatch(/^VERIFIED/m);
  expect(stdout).toMatch(/said "same", this device/);
  expect(stdout.match(/said "same"/g)).toHaveLength(3);
  const receipt = JSON.parse(await readFile(saved, 'utf8')) as Receipt;
  const types = receipt.entries.map(({ leaf }) => (JSON.parse(leaf) as { type: string }).type);
  expect([types[0], types.at(-1)]).toEqual(['booth.opened', 'session.closed']);
}

/** The desk invites the interpreter; answers the code on the printed slip. */
async function invite(desk: Page): Promise<string> {
  await desk.getByRole('link', { name: 'Accounts' }).click();
  await desk.getByRole('button', { name: 'Invite', exact: true }).click();
  const form = desk.getByRole('dialog');
  await form.getByLabel('Name as others see it').fill(INTERPRETER);
  await form.getByLabel('Account name').fill('saule');
  await form.getByLabel('Role').selectOption('interpreter');
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  const code = await desk.locator('.access-code').innerText();
  await closePanel(desk);
  await desk.getByRole('link', { name: 'Day', exact: true }).click();
  return code;
}

async function acceptInvitation(page: Page, code: string): Promise<void> {
  await page.goto(habeas.url('attorney', '/#access'));
  await speakEnglish(page);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  for (const nth of [0, 1]) await page.locator('input[type=password]').nth(nth).fill('herons by the frozen lake');
  await page.locator('form .button-main').click();
  await page.getByRole('heading', { name: 'My sessions' }).waitFor();
}

/** How many others the page lets its person hear. */
const playing = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Set(
        [...document.querySelectorAll<HTMLMediaElement>('audio, video')].flatMap(({ srcObject, muted, paused }) =>
          srcObject instanceof MediaStream && !muted && !paused ? srcObject.getAudioTracks() : [],
        ),
      ).size,
  );

const hears = (page: Page, others: number) => expect.poll(() => playing(page), { timeout: 60_000 }).toBe(others);
