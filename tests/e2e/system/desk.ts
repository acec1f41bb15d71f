import type { Page } from 'playwright-core';
import type { RunningHabeas } from './running-habeas.js';

export async function signIn(
  page: Page,
  habeas: RunningHabeas,
  audience: 'desk' | 'attorney' | 'oversight' | 'court',
  name: string,
) {
  await page.goto(habeas.url(audience));
  await speakEnglish(page);
  await page.getByLabel('Account name').fill(name);
  await page.getByLabel('Password').fill(habeas.facts.passwords[name] ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The test reads English words; a device may start in another language. */
export async function speakEnglish(page: Page): Promise<void> {
  const english = page.getByRole('button', { name: 'English', exact: true });
  await english.first().waitFor();
  await english.first().click();
}

export interface Wish {
  booth: string;
  /** Position in the lists offered. */
  detainee: number;
  attorney: number;
  from: string;
  to: string;
  date?: string;
  /** As the list names the person; nobody without it. */
  interpreter?: string;
}

/** Fills the booking form and saves; the answer shows as a booking in the day board or as a sentence in the form. */
export async function book(page: Page, wish: Wish): Promise<void> {
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Detainee number').selectOption({ index: wish.detainee });
  await form.getByLabel('Attorney', { exact: true }).selectOption({ index: wish.attorney });
  if (wish.interpreter) await form.getByLabel('Interpreter').selectOption({ label: wish.interpreter });
  await form.getByLabel('Booth').selectOption(wish.booth);
  if (wish.date) await form.getByLabel('Date').fill(wish.date);
  await form.getByLabel('From').fill(wish.from);
  await form.getByLabel('To', { exact: true }).fill(wish.to);
  await form.getByRole('button', { name: 'Save booking' }).click();
}

/** Opens the booking's panel, makes its slip and answers the code printed on it. */
export async function slipCode(page: Page, time: string): Promise<string> {
  await page.getByRole('button', { name: new RegExp(`^${time}`) }).click();
  await page.getByRole('button', { name: 'Make the slip' }).click();
  const code = await page.locator('.slip .big-code').innerText();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Make the slip' }).waitFor();
  await closePanel(page);
  return code.replaceAll(/\D/g, '');
}

/** Escape closes the panel; waits until it is gone. */
export async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function admit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Admit', exact: true }).click();
  await page.getByRole('button', { name: 'Admit', exact: true }).waitFor({ state: 'detached' });
}

/** Half-hours of the facility's zone around now: `[from, to)` that has begun and lasts. */
export function slotNow(zone: string, now = new Date()): { date: string; from: string; to: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hour12: false,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const read = (at: Date) =>
    Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value])) as Record<string, string>;
  const today = read(now);
  const later = read(new Date(now.getTime() + 45 * 60_000));
  const sameDay = later['day'] === today['day'];
  const clock = (at: Record<string, string>) => `${at['hour'] === '24' ? '00' : at['hour']}:${at['minute']}`;
  return {
    date: `${today['year']}-${today['month']}-${today['day']}`,
    from: clock(today),
    to: sameDay ? clock(later) : '23:59',
  };
}
