import { createServer, type Server } from 'node:http';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskBrowser, LOOKING } from './kiosk-browser.js';

let browser: KioskBrowser;
let server: Server;
let origin: string;

beforeAll(async () => {
  browser = new KioskBrowser();
  server = createServer((_, response) => {
    response.setHeader('set-cookie', 'proof=of4; Max-Age=900; Path=/; HttpOnly; SameSite=Strict');
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>kiosk</title><p>kiosk</p>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://kiosk.localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await browser.stop();
});

/** Runs in the page: its key pair, made when there is none, as the kiosk's page keeps it. @returns the public half. */
async function deviceKey(): Promise<{ made: boolean; open: string; left: string | null }> {
  const settled = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error('storage'));
    });
  const opening = indexedDB.open('keyval-store');
  opening.onupgradeneeded = () => opening.result.createObjectStore('keyval');
  const database = await settled(opening);
  const store = () => database.transaction('keyval', 'readwrite').objectStore('keyval');
  let pair = (await settled(store().get('device-key'))) as CryptoKeyPair | undefined;
  const made = pair === undefined;
  pair ??= (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  await settled(store().put(pair, 'device-key'));
  await crypto.subtle.sign('Ed25519', pair.privateKey, new Uint8Array(1));
  const open = (await crypto.subtle.exportKey('jwk', pair.publicKey)).x ?? '';
  const left = localStorage.getItem('left');
  localStorage.setItem('left', 'behind');
  setInterval(() => void settled(store().put(Date.now(), 'alive')), 500);
  return { made, open, left };
}

/** When the browser last wrote to the page's storage. */
function lastWrite(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}

test('a new day keeps the device key and nothing else; the page that works writes to its storage', async () => {
  const kept = join(browser.folder, 'kept');
  mkdirSync(kept);
  const profile = join(browser.folder, 'today');
  const places = { HABEAS_KIOSK_PROFILE: profile, HABEAS_KIOSK_KEPT: kept, HABEAS_KIOSK_ORIGIN: origin };
  const policy = { ...browser.installed(origin), ...LOOKING };
  const visit = async (look: (page: Page) => Promise<void> = async () => undefined) => {
    const context = await browser.launch(policy, 'today');
    const page = await context.newPage();
    await page.goto(origin);
    const cookies = (await context.cookies()).length;
    const found = await page.evaluate(deviceKey);
    await look(page);
    await context.close();
    return { ...found, cookies };
  };
  // The browser of `start` is a program that ends at once: Playwright starts the real one on the same profile.
  const start = () =>
    browser.run(['start'], { ...places, HABEAS_KIOSK_BROWSER: '/bin/true', HABEAS_KIOSK_LOOK: '0.1' });
  start();
  const first = await visit(async (page) => {
    const storage = join(profile, 'Default/IndexedDB');
    const before = lastWrite(storage);
    await expect.poll(() => lastWrite(storage)).toBeGreaterThan(before);
    // Control: a page that hangs writes nothing.
    await page
      .evaluate(
        () =>
          void setTimeout(() => {
            for (;;);
          }, 0),
      )
      .catch(() => undefined);
    const hung = await settledAt(() => lastWrite(storage));
    await page.waitForTimeout(3000);
    expect(lastWrite(storage)).toBe(hung);
  });
  expect(first).toMatchObject({ made: true, left: null });
  browser.run(['keep'], places);
  start();
  expect(existsSync(join(profile, 'Default/Local Storage'))).toBe(false);
  expect(existsSync(join(profile, 'Default/Cookies'))).toBe(false);
  expect(await visit()).toMatchObject({ made: false, open: first.open, left: null });
  // Control: without what was kept it is another device.
  browser.run(['start'], {
    ...places,
    HABEAS_KIOSK_KEPT: join(browser.folder, 'nothing'),
    HABEAS_KIOSK_BROWSER: '/bin/true',
    HABEAS_KIOSK_LOOK: '0.1',
  });
  expect((await visit()).open).not.toBe(first.open);
});

/** The value once it stands still for a second. */
async function settledAt(read: () => number): Promise<number> {
  for (let before = read(); ;) {
    await new Promise((done) => setTimeout(done, 1000));
    const now = read();
    if (now === before) return now;
    before = now;
  }
}
