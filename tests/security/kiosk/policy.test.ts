import { createServer, type Server } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskBrowser, LOOKING } from './kiosk-browser.js';

let browser: KioskBrowser;
let server: Server;
let port: number;

beforeAll(async () => {
  browser = new KioskBrowser();
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>kiosk</title><p>kiosk</p>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await browser.stop();
});

const origin = (name = 'kiosk') => `http://${name}.localhost:${port}`;
/** What a page at the kiosk's address, and the address bar, can do. */
async function attempts(context: BrowserContext): Promise<Record<string, string>> {
  // Each in a page of its own: the error page of one would break off the next.
  const goes = async (url: string, page?: Page) =>
    (page ?? (await context.newPage())).goto(url).then(
      () => 'opened',
      // The browser shows its error page; whether before or after it names the error is a race.
      ({ message }: Error) => (/ERR_BLOCKED_BY_ADMINISTRATOR|chrome-error:/.test(message) ? 'refused' : message),
    );
  const page = await context.newPage();
  const own = await goes(origin(), page);
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
    flags: await goes('chrome://flags'),
  };
  return { own, ...takes, ...others };
}

test('under the policy: the own page with its camera, and nothing else; without it all of that is there', async () => {
  const ruled = await browser.launch({ ...browser.installed(origin()), ...LOOKING }, 'ruled');
  expect(await attempts(ruled)).toEqual({
    own: 'opened',
    camera: 'given',
    screen: 'NotAllowedError',
    elsewhere: 'refused',
    files: 'refused',
    settings: 'refused',
    flags: 'refused',
  });
  await ruled.close();
  const free = await browser.launch({}, 'free');
  const { screen, ...opened } = await attempts(free);
  expect(opened).toMatchObject({
    own: 'opened',
    elsewhere: 'opened',
    files: 'opened',
    settings: 'opened',
    flags: 'opened',
  });
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
