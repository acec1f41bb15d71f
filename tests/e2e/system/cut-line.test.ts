import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { admitted, guestComes, courtDevice, runHearing, scheduleHearing, wordsTo } from './court-people.js';
import { cutLine } from './cut-line.js';
import { signIn } from './desk.js';
import { mediaPorts } from './media-ports.js';
import { openedHouse } from './opened-house.js';

declare const connections: RTCPeerConnection[];

/** Milliseconds of a drop that costs no seat. */
const DROP_MS = 10_000;
/** Milliseconds from the end of a drop to sound in both directions. */
const BACK_WITHIN_MS = 15_000;

const house = openedHouse();

async function device(): Promise<{ browser: Browser; page: Page }> {
  const browser = await house.browser();
  return { browser, page: await courtDevice(await browser.newContext({ permissions: ['camera', 'microphone'] })) };
}

const WISH = {
  caseNumber: '1-18/2026',
  courtroom: 'Room 3',
  people: [
    { role: 'judge', name: 'Judge Jumabekova', language: 'en', protectedFrom: [] },
    { role: 'counsel', name: 'Counsel Ospanov', language: 'en', protectedFrom: [] },
  ],
};

const made = (page: Page) => page.evaluate(() => connections.length);

/** Packets of sound so far, by stream. */
const soundByStream = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    const all = reports.flatMap((report) => [...report.values()] as Record<string, unknown>[]);
    const sound = all.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
    return Object.fromEntries(sound.map(({ ssrc, packetsReceived }) => [String(ssrc), Number(packetsReceived)]));
  });

/** Half a second of sound of each of `streams` others comes from now on. */
async function hears(page: Page, streams: number, timeout = 60_000): Promise<void> {
  const before = await soundByStream(page);
  const flowing = async () =>
    Object.entries(await soundByStream(page)).filter(([ssrc, packets]) => packets - (before[ssrc] ?? 0) > 25).length;
  await expect.poll(flowing, { timeout, interval: 100 }).toBe(streams);
}

test('ten seconds without a network cost no seat: the same connections go on, also from another address', async () => {
  const [clerk, judge, counsel] = [await device(), await device(), await device()];
  await signIn(clerk.page, house.habeas, 'court', 'clerk1');
  await clerk.page.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const hearing = await scheduleHearing(clerk.page, WISH);
  await guestComes(judge.page, clerk.page, house.habeas, hearing, 'judge');
  await guestComes(counsel.page, clerk.page, house.habeas, hearing, 'counsel');
  await runHearing(clerk.page, house.habeas, hearing);
  await admitted(clerk.page, 'Counsel Ospanov');
  const told = wordsTo(judge.page);
  await judge.page.getByRole('button', { name: 'Open the hearing' }).click();
  for (const { page } of [clerk, judge, counsel]) await hears(page, 2);
  let grants = 0;
  counsel.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => void (grants += String(payload).startsWith('{"type":"media"') ? 1 : 0)),
  );
  const before = { counsel: await made(counsel.page), judge: await made(judge.page) };

  for (const how of ['mend', 'mendElsewhere'] as const) {
    const ports = await mediaPorts(counsel.page);
    const cut = await cutLine(house.namespace, counsel.browser, counsel.page);
    const drop = wait(DROP_MS);
    // The seat stays where it was, and says what is wrong with it.
    const mark = judge.page.locator('.court-mark-away');
    await mark.waitFor();
    await drop;
    await cut[how]();
    const mended = Date.now();
    const after = (what: string) => console.info(`${how}: ${what} ${Date.now() - mended} ms after the drop`);
    await Promise.all([
      mark.waitFor({ state: 'detached', timeout: BACK_WITHIN_MS }).then(() => after('seat marked as here')),
      hears(counsel.page, 2, BACK_WITHIN_MS).then(() => after('who was cut off hears all')),
      hears(judge.page, 2, BACK_WITHIN_MS).then(() => after('the judge hears all')),
    ]);
    // Not let in anew: no connection was made, here or there.
    expect({ counsel: await made(counsel.page), judge: await made(judge.page) }).toEqual(before);
    if (how === 'mendElsewhere') {
      const now = await mediaPorts(counsel.page);
      expect(now.filter((port) => !ports.includes(port)).length).toBeGreaterThan(0);
    }
  }
  // Once for each drop: what was mended is not mended again.
  await wait(5_000);
  expect(grants).toBe(2);
  expect(told()).not.toContain('judge-lost');
}, 300_000);
