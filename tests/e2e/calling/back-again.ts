import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { BoothServer } from './booth-server.js';
import { isCovered, opened, reaches, renderersOf } from './call.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;

export const WAIT = { timeout: 60_000, interval: 100 };

export interface Call {
  readonly server: BoothServer;
  readonly pages: Readonly<Record<string, Page>>;
  /** In which they are sealed. */
  readonly round: string | undefined;
  /** Every OFFER that was made since then, by its round. */
  readonly offers: Set<string>;
}

/** Frames of sound that went out with something in them. */
export const speechSent = (page: Page): Promise<number> =>
  page.evaluate(async () => (await calling.count()).send.audio.passed);

/** Each hears every other one: frames are opened, by keys of now. */
export async function mediaAreBack(pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await page.waitForFunction((n) => calling.consultation?.remotes.length === n, pages.length - 1, WAIT);
    const before = await opened(page);
    await expect.poll(() => opened(page), WAIT).toBeGreaterThan(before);
  }
}

/** Chromium looks every 5 s whether it still hears the microphone. */
const LOOKS_AT_MICROPHONE = 5_000;

/** Sealed for so long that nothing more is to be expected; `touch`: what the person does when something was lost. */
export async function staysSealed(page: Page, touch: () => Promise<void>): Promise<void> {
  const awakeAt = Date.now();
  const settled = async () => {
    const { name, since } = await page.evaluate(() => ({ name: calling.state.name, since: calling.changedAt }));
    if (name === 'broken') await touch();
    return name === 'sealed' && Date.now() - Math.max(since, awakeAt) > LOOKS_AT_MICROPHONE + 1_000;
  };
  await expect.poll(settled, WAIT).toBe(true);
}

/** Nothing of the other is shown or heard, and the screen says so. */
export const covered = (page: Page): Promise<unknown> => page.waitForFunction(isCovered, undefined, WAIT);

export const names = (page: Page): Promise<string[]> => page.evaluate(() => calling.states.map(({ name }) => name));

/** Sealed in the round of before, and nobody saw a code. */
export async function sameRound({ server, offers, round }: Call, pages: readonly Page[]): Promise<void> {
  expect([...offers]).toEqual([]);
  expect(server.round).toBe(round);
  for (const page of pages) await reaches(page, 'sealed', 60_000);
}

/** Stops every renderer of a browser, as a laptop that sleeps does, and lets them go on. */
export async function asleep(of: Browser, milliseconds: number): Promise<void> {
  const renderers = await renderersOf(of);
  expect(renderers.length).toBeGreaterThan(0);
  for (const id of renderers) process.kill(id, 'SIGSTOP');
  try {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  } finally {
    for (const id of renderers) process.kill(id, 'SIGCONT');
  }
}
