import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { DeskDay, HearingRow, LinkMade, MovementSlip } from '#protocol';
import { enrol, enterCode } from './booth-devices.js';
import { signIn, speakEnglish } from './desk.js';
import { keepConnections } from './media-ports.js';
import type { RunningHabeas } from './running-habeas.js';

declare const connections: RTCPeerConnection[];

/** What a camera gives. */
export interface CameraWish {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}

/** A small picture at few frames, where no more is asked for: many people share two cores here. */
const SMALL: CameraWish = { width: 320, height: 180, frameRate: 10 };

export async function courtDevice(context: BrowserContext, camera = SMALL): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await keepConnections(page);
  await page.addInitScript((video) => {
    const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (ask === undefined) return;
    navigator.mediaDevices.getUserMedia = (wish) => ask({ ...wish, ...(wish?.video ? { video } : {}) });
  }, camera);
  return page;
}

/**
 * One of many on two cores: pictures come and are decoded, and are not painted; or, as with `looks: false`, are out of sight and
 * do not come. The microphone is taken as it is. A browser context of its own, so that nobody shares an account or a key.
 */
export async function unpaintedDevice(
  browser: Browser,
  { camera = SMALL, viewport = { width: 800, height: 600 }, looks = true } = {},
): Promise<Page> {
  const permissions = ['camera', 'microphone'];
  const context = await browser.newContext({ permissions, viewport, reducedMotion: 'reduce' });
  const page = await courtDevice(context, camera);
  page.setDefaultTimeout(60_000);
  await page.addInitScript(
    (hidden) => {
      const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
      if (ask === undefined) return;
      const asItIs = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      navigator.mediaDevices.getUserMedia = (wish) => ask({ ...wish, ...(wish?.audio ? { audio: asItIs } : {}) });
      addEventListener('DOMContentLoaded', () => {
        // Not as an element: the pages' policy refuses styles that are not their own.
        const style = new CSSStyleSheet();
        style.replaceSync(`video { ${hidden} !important } * { animation: none !important }`);
        document.adoptedStyleSheets.push(style);
      });
    },
    looks ? 'visibility: hidden' : 'display: none',
  );
  return page;
}

/** A machine whose clock is so many hours off. Before the first load. */
export async function clockOff(page: Page, hours: number): Promise<void> {
  await page.addInitScript((off) => {
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...given: [] | [number | string | Date]) {
        if (given.length === 0) super(Right.now() + off);
        else super(...given);
      }
      static override now(): number {
        return Right.now() + off;
      }
    } as DateConstructor;
  }, hours * 3_600_000);
}

/** As this page's own script would ask; anything but success is an error. */
export const asked = (page: Page, method: string, path: string, body?: unknown): Promise<unknown> =>
  page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(where!, { method: how!, headers, ...(what ? { body: what } : {}) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${text}`);
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)],
  );

/** Every word that the hearing channel sent to a page, for what must not be among them. */
export function wordsTo(page: Page): () => string {
  const words: string[] = [];
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).pathname !== '/hearing') return;
    socket.on('framereceived', ({ payload }) => void words.push(String(payload)));
  });
  return () => words.join('\n');
}

/** A hearing from now on, for an hour. */
export async function scheduleHearing(clerk: Page, wish: object): Promise<HearingRow> {
  const now = Date.now();
  const times = { from: new Date(now).toISOString(), to: new Date(now + 3_600_000).toISOString() };
  return HearingRow.parse(await asked(clerk, 'POST', '/api/court/hearings', { ...wish, ...times }));
}

/** The address that the clerk sends to the person of this role. */
async function linkFor(clerk: Page, habeas: RunningHabeas, hearing: HearingRow, role: string): Promise<string> {
  const { seat } = hearing.people.find((one) => one.role === role)!;
  const made = await asked(clerk, 'POST', `/api/court/hearings/${hearing.id}/links`, { seat });
  return habeas.url('court', `/#${LinkMade.parse(made).token}`);
}

/** From the link to the word that this person is ready; a judge goes in. */
async function comeByLink(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'English', exact: true }).first().click();
  await tryOut(page);
}

/** Whoever has this role comes by a link of the own; a judge goes in, all others are ready. */
export async function guestComes(page: Page, clerk: Page, habeas: RunningHabeas, hearing: HearingRow, role: string) {
  await comeByLink(page, await linkFor(clerk, habeas, hearing, role));
  await page.getByRole('button', { name: role === 'judge' ? 'Enter the courtroom' : 'I am ready' }).click();
}

/** Counsel with the demo's first account, by the first of the own sessions. */
export async function counselComes(page: Page, habeas: RunningHabeas): Promise<void> {
  await signIn(page, habeas, 'attorney', 'attorney1');
  await page.getByRole('button', { name: 'Open', exact: true }).first().click();
  await page.getByRole('button', { name: 'To the courtroom' }).click();
  await ready(page);
}

/** The accused at the kiosk of the facility's room, which is enrolled and opened with the slip's code. */
export async function accusedComes(page: Page, habeas: RunningHabeas, code: string): Promise<void> {
  await enrol(page, habeas);
  await speakEnglish(page);
  await comeFromBooth(page, code);
}

/** The clerk runs the hearing, and sees who is in the lobby. */
export async function runHearing(clerk: Page, habeas: RunningHabeas, hearing: HearingRow): Promise<void> {
  await clerk.goto(habeas.url('court', `/#hearing=${hearing.id}`));
  await clerk.getByRole('button', { name: /^Lobby/ }).click();
}

/** Camera and microphone tried, and who is present said. */
async function tryOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the try-out' }).click();
  await page.getByLabel('I am alone in the room').check();
}

/** From the lobby's first look to the word that this person is ready. */
async function ready(page: Page): Promise<void> {
  await tryOut(page);
  await page.getByRole('button', { name: 'I am ready' }).click();
}

/** The facility's room: the slip of the hearing's part opens the kiosk, which looks at the booth where it has not today. */
async function comeFromBooth(kiosk: Page, code: string): Promise<void> {
  await enterCode(kiosk, code);
  const check = kiosk.getByRole('button', { name: 'Check the booth' });
  await check.or(kiosk.getByRole('button', { name: 'Start the try-out' })).waitFor();
  if (await check.isVisible()) {
    await check.click();
    await kiosk.getByRole('button', { name: 'I heard it', exact: true }).click();
    await kiosk.getByRole('button', { name: /^Go on/ }).click();
  }
  await ready(kiosk);
}

/** The desk makes the slip of the hearing's own part and admits the person. Answers the code. */
export async function slipOfHearing(desk: Page): Promise<string> {
  const { bookings } = DeskDay.parse(await asked(desk, 'GET', '/api/desk/day'));
  const { id } = bookings.find(({ part }) => part === 'hearing')!;
  const { code } = MovementSlip.parse(await asked(desk, 'POST', `/api/desk/bookings/${id}/slip`));
  await asked(desk, 'POST', `/api/desk/bookings/${id}/admit`);
  return code;
}

/** From the lobby into court. */
export const admitted = async (clerk: Page, name: string): Promise<void> => {
  await clerk.getByRole('group', { name, exact: true }).getByRole('button', { name: 'Admit', exact: true }).click();
};

/** This person hears each of so many others, and says so. */
export async function answerRollCall(page: Page, others: number): Promise<void> {
  const panel = page.getByRole('region', { name: 'Roll call: do you hear each person?' });
  const yes = panel.getByRole('button', { name: 'I hear', exact: true });
  await expect.poll(() => yes.count(), { timeout: 30_000 }).toBe(others);
  for (let one = 0; one < others; one += 1) await yes.nth(one).click();
}

/** Sound of this many others comes to each of these, and goes on. */
export async function hear(pages: Readonly<Record<string, Page>>, streams: number): Promise<void> {
  for (const [who, page] of Object.entries(pages)) {
    const poll = (what: string, value: (sound: Awaited<ReturnType<typeof soundOf>>) => number) =>
      expect.poll(async () => value(await soundOf(page)), { timeout: 120_000, message: `${what} at the ${who}` });
    await poll('streams', (sound) => sound.streams).toBe(streams);
    const before = await soundOf(page);
    await poll('packets', ({ packets }) => packets - before.packets).toBeGreaterThan(30 * streams);
    await poll('energy', ({ energy }) => energy).toBeGreaterThan(before.energy);
  }
}

/** Packets of sound that reached the page so far, by the number of streams they came on. */
export const soundOf = (page: Page): Promise<{ streams: number; packets: number; energy: number }> =>
  page.evaluate(async () => {
    const open = connections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = await Promise.all(open.map((connection) => connection.getStats()));
    const inbound = reports
      .flatMap((report) => [...report.values()] as Record<string, unknown>[])
      .filter(
        ({ type, kind, packetsReceived }) => type === 'inbound-rtp' && kind === 'audio' && Number(packetsReceived) > 0,
      );
    const sum = (what: string) => inbound.reduce((so, one) => so + Number(one[what] ?? 0), 0);
    return { streams: inbound.length, packets: sum('packetsReceived'), energy: sum('totalAudioEnergy') };
  });

/** Heights of the pictures that come in, low to high; how many frames were decoded so far, and the seconds that they waited. */
export const picturesOf = (page: Page): Promise<{ heights: number[]; frames: number; delay: number }> =>
  page.evaluate(async () => {
    const open = connections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = await Promise.all(open.map((connection) => connection.getStats()));
    const inbound = reports
      .flatMap((report) => [...report.values()] as Record<string, unknown>[])
      .filter(({ type, kind, frameHeight }) => type === 'inbound-rtp' && kind === 'video' && Number(frameHeight) > 0);
    return {
      heights: inbound.map(({ frameHeight }) => Number(frameHeight)).sort((a, b) => a - b),
      frames: inbound.reduce((sum, { framesDecoded }) => sum + Number(framesDecoded), 0),
      delay: inbound.reduce((sum, { totalProcessingDelay }) => sum + Number(totalProcessingDelay), 0),
    };
  });
