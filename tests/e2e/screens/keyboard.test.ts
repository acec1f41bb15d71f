import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { answersFor } from './stubbed-api.js';
import { watched } from './watched-page.js';

const screens = openScreens();

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.tagName || '');

async function tabTo(page: Page, words: string): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === words) return;
  }
  throw new Error(`never reached ${words}`);
}

test('desk: book with the keyboard alone; a refusal keeps what was typed; Escape closes and the focus is back', async () => {
  const { page } = await watched(screens.browser, { language: 'en' });
  await page.clock.setFixedTime('2026-11-23T05:42:00Z');
  await stub(page, answersFor.desk);
  await page.goto(screens.served.url('desk'));
  await page.locator('.day').waitFor();
  await tabTo(page, 'Book');
  const ring = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement!);
    return [style.outlineWidth, style.outlineColor];
  });
  expect(ring).toEqual(['3px', 'rgb(255, 183, 3)']);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.getByLabel('Detainee number').waitFor();
  await page.getByLabel('Detainee number').selectOption('1043');
  await page.getByLabel('Attorney', { exact: true }).selectOption('a1');
  await page.getByLabel('Booth', { exact: true }).selectOption('2');
  await page.getByLabel('From').fill('10:30');
  await page.getByLabel('To', { exact: true }).fill('11:00');
  await page.keyboard.press('Enter');
  const refusal = page.getByText('The booth is booked at this time');
  await refusal.waitFor();
  expect(await page.getByRole('dialog').getByLabel('Booth').getAttribute('aria-describedby')).toBe(
    await refusal.getAttribute('id'),
  );
  expect(await page.getByRole('dialog').getByLabel('Booth').inputValue()).toBe('2');
  expect(await page.getByLabel('From').inputValue()).toBe('10:30');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe('Book');
  await page.context().close();
});

test('a booking is sent as the moment that the wall of the facility shows', async () => {
  const { page } = await watched(screens.browser, { language: 'en' });
  await page.clock.setFixedTime('2026-11-23T05:42:00Z');
  await stub(page, answersFor.desk);
  await page.goto(screens.served.url('desk'));
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByLabel('Detainee number').selectOption('1043');
  await page.getByLabel('Attorney', { exact: true }).selectOption('a1');
  await page.getByLabel('Booth', { exact: true }).selectOption('2');
  await page.getByLabel('From').fill('10:30');
  await page.getByLabel('To', { exact: true }).fill('11:00');
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/bookings'));
  await page.getByRole('button', { name: 'Save booking' }).click();
  expect((await sent).postDataJSON()).toEqual({
    booth: '2',
    detainee: '1043',
    attorney: 'a1',
    coCounsel: null,
    interpreter: null,
    soundOnly: false,
    from: '2026-11-23T05:30:00.000Z',
    to: '2026-11-23T06:00:00.000Z',
  });
  await page.context().close();
});

test('kiosk: nothing is captured before the touch of "I understand"', async () => {
  const { page } = await watched(screens.browser, { width: 1024, height: 768, language: 'en' });
  await page.addInitScript(() => {
    const counted = globalThis as unknown as { captures: number };
    counted.captures = 0;
    navigator.mediaDevices.getUserMedia = async () => {
      counted.captures += 1;
      throw new DOMException('no', 'NotAllowedError');
    };
  });
  const captures = () => page.evaluate(() => (globalThis as unknown as { captures: number }).captures);
  await stub(page, answersFor.kiosk);
  await page.goto(screens.served.url('kiosk'));
  await page.getByRole('button', { name: 'Touch to begin' }).click();
  await page.locator('.language-large[lang=en]').click();
  await page.getByRole('button', { name: '4', exact: true }).click();
  await page.keyboard.type('0712958');
  await page.getByText('8 of 8 digits').waitFor();
  await expect.poll(() => page.locator('.code-dots').innerText()).toBe('●●●●●●●●');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Demo seal').waitFor();
  expect(await captures()).toBe(0);
  await page.getByRole('button', { name: 'I understand' }).click();
  await expect.poll(captures).toBe(1);
  await page.getByText('could not be used').waitFor();
  await page.context().close();
});

test('attorney: a roster that differs from the one first seen cannot be joined until the person accepts it', async () => {
  const { page } = await watched(screens.browser, { language: 'en' });
  await stub(page, answersFor.attorney);
  await page.goto(screens.served.url('attorney'));
  await page.locator('.cards').first().waitFor();
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith('habeas-party-')))
      localStorage.setItem(key, localStorage.getItem(key)!.replace('Booth 4', 'Booth 5'));
  });
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('Before: Booth 5, Attorney → now: Booth 4, Attorney').waitFor();
  expect(await page.getByRole('button', { name: 'Join', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'I know about this change' }).click();
  await page.getByRole('button', { name: 'Join', exact: true }).waitFor();
  await page.context().close();
});
