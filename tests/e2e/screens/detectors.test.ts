import { expect, test } from 'vitest';
import { cutOff, smallTargets, tooWide } from './layout.js';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { axe, watched } from './watched-page.js';

const screens = openScreens();

test('the detectors detect: a bad page has findings, a foreign request and an inline style are seen', async () => {
  const { page, complaints } = await watched(screens.browser);
  await stub(page, {});
  await page.goto(screens.served.url('desk'));
  await page.evaluate(() => {
    const bad = '<img src="http://elsewhere.example/x.png"><p style="color:red">x</p>';
    document.body.insertAdjacentHTML('beforeend', bad);
    console.warn('a warning of the console');
  });
  await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(3);
  expect(complaints.join()).toContain('a warning of the console');
  expect(complaints.join()).toContain('elsewhere.example');
  expect(complaints.join()).toMatch(/style/);
  expect((await axe(page)).join()).toContain('image-alt');
  expect(await cutOff(page)).toEqual([]);
  expect(await smallTargets(page, 4)).toEqual([]);
  await page.evaluate(() => {
    const wide = document.createElement('button');
    wide.textContent = 'a word outside';
    Object.assign(wide.style, { position: 'absolute', left: '100%', top: '0' });
    const clipped = document.createElement('p');
    clipped.textContent = 'half a line';
    Object.assign(clipped.style, { height: '8px', overflow: 'hidden' });
    document.body.append(wide, clipped);
  });
  expect((await cutOff(page)).join()).toMatch(/a word outside.*half a line/);
  expect((await smallTargets(page, 72)).join()).toContain('a word outside');
  expect(await tooWide(page)).toBeGreaterThan(0);
  await page.context().close();
});

test('Kazakh letters come from our own font', async () => {
  const { page } = await watched(screens.browser, { language: 'kk' });
  await stub(page, {});
  await page.goto(screens.served.url('desk'));
  await page.locator('h1').waitFor();
  const loaded = await page.evaluate(async () => {
    await document.fonts.ready;
    const faces = await Promise.all(
      ['400', '600'].map((weight) => document.fonts.load(`${weight} 16px "Noto Sans"`, 'әғқңөұүһі')),
    );
    return faces.flat().map((face) => face.status);
  });
  expect(loaded.length).toBeGreaterThanOrEqual(4);
  expect(new Set(loaded)).toEqual(new Set(['loaded']));
  await page.context().close();
});
