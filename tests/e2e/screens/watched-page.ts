import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Chromium without any host but ours. `flags`: further ones, the last of a name counts. */
export const launch = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...flags,
    ],
  });

/** Half the size of `axe-core`'s own `source`: most of the time of a check is that Chromium reads it. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

export interface Watched {
  page: Page;
  /** Requests to other hosts, exceptions, every error and warning of the console (CSP included): must stay empty. */
  complaints: string[];
}

interface PageWish {
  width?: number;
  height?: number;
  language?: string;
  forcedColors?: 'active' | 'none';
}

export async function watched(browser: Browser, wish: PageWish = {}): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: wish.width ?? 1280, height: wish.height ?? 800 },
    forcedColors: wish.forcedColors ?? 'none',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const complaints: string[] = [];
  if (wish.language) {
    await page.addInitScript((language) => localStorage.setItem('habeas-language', language), wish.language);
  }
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && !url.hostname.endsWith('.localhost'))
      complaints.push(`request to ${url.hostname}`);
  });
  page.on('console', (message) => {
    // A refusal of our own API is shown on the screen; Chromium writes it to the console besides.
    const refused = message.text().startsWith('Failed to load resource') && message.location().url.includes('/api/');
    if (['error', 'warning'].includes(message.type()) && !refused) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints };
}

/** Ids of axe's findings with their targets, WCAG 2.2 A and AA and best practices. No page of ours has a frame. */
export async function axe(page: Page, without: string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (off) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
    const { violations } = await axe.run(document, { resultTypes: ['violations'], rules });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  }, without);
}
