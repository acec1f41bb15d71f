import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { checkVectors, type VectorTexts } from '../../unit/seal/vector-checks.js';

const repository = new URL('../../../', import.meta.url);
const text = (path: string) => readFile(new URL(path, repository), 'utf8');

declare const vectors: { checkVectors: typeof checkVectors };

let namespace: TestNamespace;
let browser: Browser | undefined;
let page: Page;
let texts: VectorTexts;

beforeAll(async () => {
  texts = {
    own: await text('docs/e2ee-vectors.json'),
    given: await text('tests/unit/seal/vectors/given-e2ee.json'),
    sframe: await text('tests/unit/seal/vectors/sframe.json'),
  };
  const [bundle] = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    root: fileURLToPath(repository),
    resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
    build: {
      write: false,
      target: 'es2023',
      lib: {
        entry: fileURLToPath(new URL('tests/unit/seal/vector-checks.ts', repository)),
        name: 'vectors',
        formats: ['iife'],
        fileName: 'vectors',
      },
    },
  })) as Rolldown.RolldownOutput[];
  namespace = await TestNamespace.create();
  browser = await launchChromium(namespace);
  page = await browser.newPage();
  await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>vectors' }));
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: (bundle?.output[0] as { code: string }).code });
});
afterAll(async () => {
  await browser?.close();
  await namespace?.remove();
});

test('every vector holds in Chromium as it does in Node', async () => {
  const here = await checkVectors(texts);
  const there = await page.evaluate((all) => vectors.checkVectors(all), texts);
  expect(there).toEqual(here);
  expect(there.failed).toEqual([]);
});

test('Chromium notices a changed vector', async () => {
  const changed = { ...texts, own: texts.own.replace(/("T": ")./, '$1x') };
  expect((await page.evaluate((all) => vectors.checkVectors(all), changed)).failed.length).toBeGreaterThan(0);
});
