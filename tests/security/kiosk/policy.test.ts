import { createServer, type Server } from 'node:http';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskBrowser, type Policy } from './kiosk-browser.js';

let browser: KioskBrowser;
let server: Server;
let port: number;
let cookies: (string | undefined)[] = [];

beforeAll(async () => {
  browser = new KioskBrowser();
  server = createServer((request, response) => {
    cookies.push(request.headers.cookie);
    response.setHeader('set-cookie', 'device=kiosk4; Max-Age=31536000; Path=/; HttpOnly; SameSite=Strict');
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>kiosk</title><p>kiosk</p>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  browser.stop();
});

const origin = (name = 'kiosk') => `http://${name}.localhost:${port}`;
/** What this test needs to look inside; everything else stays as installed. */
const LOOKING: Policy = { RemoteDebuggingAllowed: true, DeveloperToolsAvailability: 1 };

/** What a page at the kiosk's address, and the address bar, can do. */
async function attempts(context: BrowserContext): Promise<Record<string, string>> {
  const page = await context.newPage();
  const goes = (url: string) =>
    page.goto(url).then(
      () => 'opened',
      (failed: Error) => /ERR_\w+|chrome-error/.exec(failed.message)?.[0] ?? failed.message,
    );
  const own = await goes(origin());
  const takes = await page.evaluate(async () => {
    const tried = (wish: Promise<unknown>) =>
      Promise.race([
        wish.then(
          () => 'given',
          (refused: Error) => refused.name,
        ),
        new Promise<string>((done) => setTimeout(() => done('asks'), 5000)),
      ]);
    return {
      camera: await tried(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await tried(navigator.mediaDevices.getDisplayMedia({ video: true })),
    };
  });
  const others = {
    elsewhere: await goes(origin('elsewhere')),
    files: await goes('file:///etc/passwd'),
    settings: await goes('chrome://version'),
  };
  return { own, ...takes, ...others };
}

test('under the policy: the own page with its camera, and nothing else; without it all of that is there', async () => {
  const ruled = await browser.launch({ ...browser.installed(origin()), ...LOOKING }, 'ruled');
  const refused = 'ERR_BLOCKED_BY_ADMINISTRATOR';
  expect(await attempts(ruled)).toEqual({
    own: 'opened',
    camera: 'given',
    screen: 'NotAllowedError',
    elsewhere: refused,
    files: refused,
    settings: 'chrome-error',
  });
  await ruled.close();
  const free = await browser.launch({}, 'free');
  const { screen, ...opened } = await attempts(free);
  expect(opened).toMatchObject({ own: 'opened', elsewhere: 'opened', files: 'opened', settings: 'opened' });
  expect(opened['camera']).not.toBe('given');
  expect(screen).not.toBe('NotAllowedError');
  await free.close();
});

test('nobody can attach to it: remote debugging is refused; with that alone allowed it is not', async () => {
  const installed = browser.installed(origin());
  await expect(browser.launch(installed, 'attached', 15_000)).rejects.toThrow();
  const attached = await browser.launch({ ...installed, ...LOOKING }, 'looked-into');
  expect(attached.pages().length).toBeGreaterThan(0);
  await attached.close();
});

test('a new day keeps the enrolment and nothing else', async () => {
  const kept = join(browser.folder, 'kept');
  mkdirSync(kept);
  const profile = join(browser.folder, 'today');
  const places = { HABEAS_KIOSK_PROFILE: profile, HABEAS_KIOSK_KEPT: kept, HABEAS_KIOSK_ORIGIN: origin() };
  const policy = { ...browser.installed(origin()), ...LOOKING };
  const visit = async () => {
    cookies = [];
    const context = await browser.launch(policy, 'today');
    const page = await context.newPage();
    await page.goto(origin());
    await page.reload();
    const before = await page.evaluate(() => localStorage.getItem('left'));
    await page.evaluate(() => localStorage.setItem('left', 'behind'));
    await context.close();
    return { first: cookies[0], second: cookies.at(-1), before };
  };
  // The browser of `start` is a program that ends at once: Playwright starts the real one on the same profile.
  const start = () => browser.run(['start'], { ...places, HABEAS_KIOSK_BROWSER: '/bin/true' });
  start();
  expect(await visit()).toEqual({ first: undefined, second: 'device=kiosk4', before: null });
  browser.run(['keep'], places);
  start();
  expect(existsSync(join(profile, 'Default/Local Storage'))).toBe(false);
  expect(await visit()).toEqual({ first: 'device=kiosk4', second: 'device=kiosk4', before: null });
});
