import type { Page } from 'playwright-core';
import type { MemorySource } from '../../unit/ledger/log-builder.js';
import type { Screens } from './served-screens.js';
import type { Answers } from './stub.js';

export interface ScreenCase {
  name: string;
  screens: Screens;
  hash?: string;
  answers: Answers;
  /** What lies under /ledger/. */
  log?: () => Promise<MemorySource>;
  /** Leads to the screen; language-free, so that it works in all three. */
  reach?: (page: Page) => Promise<void>;
  /** Something that is there once the screen is. */
  ready: string;
}

/** Presses the first that fits. */
export const press = (selector: string) => (page: Page) => page.locator(selector).first().click();
export const mainButton = press('.button-main');

/** At the kiosk, from the first touch. */
export async function toCode(page: Page): Promise<void> {
  await mainButton(page);
  await page.locator(`.language-large[lang="${await page.evaluate(() => document.documentElement.lang)}"]`).click();
}

export async function typeCode(page: Page): Promise<void> {
  await toCode(page);
  await page.locator('.pad').waitFor();
  await page.keyboard.type('40712958');
  await mainButton(page);
}
