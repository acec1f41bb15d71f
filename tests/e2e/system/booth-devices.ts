import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningHabeas } from './running-habeas.js';

/** Types on the number pad of a screen. */
async function type(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}

export async function enrol(page: Page, habeas: RunningHabeas): Promise<void> {
  await page.goto(habeas.url('kiosk'));
  await page.getByRole('textbox').fill(habeas.facts.enrolmentCode);
  await page.keyboard.press('Enter');
  await page.locator('.own-names').waitFor();
}

/** From the first touch to "Before you talk"; the code opens the session or is refused on screen. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.locator('.kiosk-foot button').last().click();
  await page.locator('button.language-large[lang=en]').click();
  await type(page, code);
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** "Before you talk"; ahead of the first session of a day the booth looks at itself, and whatever it finds, goes on. */
export async function understand(page: Page): Promise<void> {
  const ready = page.getByRole('button', { name: 'I understand' });
  const check = page.getByRole('button', { name: 'Check the booth' });
  await ready.or(check).waitFor();
  if (await check.isVisible()) {
    await check.click();
    await page.getByRole('button', { name: 'I heard it', exact: true }).click();
    await page.getByRole('button', { name: /^Go on/ }).click();
  }
  await ready.click();
}

/** The attorney opens the first coming session and joins. */
export async function join(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open', exact: true }).first().click();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

const groups = (page: Page): Promise<string[]> => page.locator('.groups .big-code').allInnerTexts();

/** Both read aloud what they see and type what they hear, then both say "same". Answers the three groups. */
export async function compareNumbers(kiosk: Page, attorney: Page): Promise<string[]> {
  for (const page of [kiosk, attorney]) await page.getByRole('heading', { name: 'Compare the numbers' }).waitFor();
  const atBooth = await groups(kiosk);
  const atAttorney = await groups(attorney);
  await type(attorney, atBooth[0]!);
  await type(kiosk, atAttorney[2]!);
  for (const page of [kiosk, attorney]) await page.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [kiosk, attorney]) await page.locator('.call-sealed').waitFor();
  return [atBooth[0]!, atBooth[1]!, atAttorney[2]!];
}

/**
 * The same for more than two, all of whom are here: the booth reads the first two, each of the others types the first as
 * heard and reads all three, the booth types the third.
 */
export async function compareWithAll(kiosk: Page, others: readonly Page[]): Promise<void> {
  const all = [kiosk, ...others];
  for (const page of all) await page.getByText(`${all.length} devices hold the key`).waitFor();
  const atBooth = await groups(kiosk);
  for (const page of others) await type(page, atBooth[0]!);
  const third = await Promise.all(others.map(async (page) => (await groups(page))[2]!));
  expect(new Set(third).size).toBe(1);
  await type(kiosk, third[0]!);
  for (const page of all) await page.getByRole('button', { name: 'They are the same' }).click();
  for (const page of all) await page.locator('.call-sealed').waitFor();
}

export async function endCall(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End the call', exact: true }).click();
  await page.getByRole('button', { name: 'End the call for everybody' }).click();
}

/** "I want to speak to my lawyer", from the first touch to the screen that says what came of it, and back to idle. */
export async function askForLawyer(page: Page, number: string): Promise<void> {
  await page.locator('.kiosk-foot button').last().click();
  await page.locator('button.language-large[lang=en]').click();
  await page.getByRole('button', { name: 'I want to speak to my lawyer' }).click();
  await page.getByText('Type your number.').waitFor();
  await page.keyboard.type(number);
  await page.getByRole('button', { name: 'Ask for my lawyer' }).click();
  await page.getByText('You are in the queue').waitFor();
  await page.getByRole('button', { name: 'Finish' }).click();
}
