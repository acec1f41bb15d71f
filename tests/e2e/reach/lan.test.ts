import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { DelayedLine } from '../../lab/delayed-line.js';
import { signIn } from '../system/desk.js';
import { RunningHabeas } from '../system/running-habeas.js';

let machine: TestNamespace;
let visitor: TestNamespace;
let line: DelayedLine;
let habeas: RunningHabeas;
const browsers: Browser[] = [];

/** A device elsewhere in the building, whose name server knows the machine. */
async function device(trust?: string): Promise<Browser> {
  const flags = [`--host-resolver-rules=MAP *.${habeas.facts.domain} ${line.address}`];
  const browser = await launchChromium(visitor, { flags, ...(trust === undefined ? {} : { trust }) });
  browsers.push(browser);
  return browser;
}

beforeAll(async () => {
  machine = await TestNamespace.create();
  visitor = await TestNamespace.create();
  line = await DelayedLine.open(machine, visitor);
  habeas = await RunningHabeas.start(machine, undefined, {}, line.address, { args: ['--lan'] });
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await habeas?.remove();
  await line?.close();
  await visitor?.remove();
  await machine?.remove();
});

test('a device that trusts the test authority opens every host, signs in and stays on TLS', async () => {
  const authority = await readFile(join(habeas.data, 'lan/web/ca.crt'), 'utf8');
  const page = await (await device(authority)).newPage();
  for (const audience of ['desk', 'kiosk', 'attorney', 'oversight'] as const) {
    const answer = await page.goto(habeas.url(audience));
    expect(answer?.status()).toBe(200);
    expect((await answer?.securityDetails())?.issuer).toMatch(/^Habeas test authority/);
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
  }
  await signIn(page, habeas, 'attorney', 'attorney1');
  await page.getByRole('heading', { name: 'My sessions' }).waitFor();
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === '__Host-habeas');
  expect(cookie).toMatchObject({ secure: true, domain: `attorney.${habeas.facts.domain}` });
  const fetched = await page.evaluate(() => fetch('/ca.crt').then((answer) => answer.text()));
  expect(fetched).toBe(authority);
});

test('a device that does not trust it is warned, and plain HTTP is answered by nobody', async () => {
  const page = await (await device()).newPage();
  await expect(page.goto(habeas.url('desk'))).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
  await expect(page.goto(habeas.url('desk').replace('https', 'http'))).rejects.toThrow('ERR_EMPTY_RESPONSE');
});
