import { webcrypto } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type HearingClientFrame, hearingProofBytes, type HearingServerFrame, type HearingView } from '#protocol';
import { NOW } from './moments.js';
import { openScreens } from './opened-screens.js';
import { stub } from './stub.js';
import { me } from './stubbed-api.js';
import { watched } from './watched-page.js';

const LINK = 'aB3_'.repeat(10) + 'xyz';
const CHALLENGE = 'c'.repeat(32);
const screens = openScreens();

const viewOf = (you: Partial<HearingView['you']>, more: Partial<HearingView> = {}): HearingView => ({
  hearing: '7'.repeat(32),
  caseNumber: '148',
  courtroom: '3',
  from: NOW,
  to: NOW,
  state: 'scheduled',
  people: [],
  floor: null,
  ...more,
  you: {
    seat: 3,
    role: 'counsel',
    name: 'Dana Iskakova',
    language: 'en',
    standing: 'waiting',
    muted: false,
    handUp: false,
    ready: false,
    affirmed: [],
    conferring: 'no',
    confidants: [],
    ...you,
  },
});

/** The court's side of the channel; `say` goes to the connection that came last. */
async function court(page: Page, first: HearingView) {
  const heard: HearingClientFrame[] = [];
  let say: (frame: HearingServerFrame) => void = () => undefined;
  await page.routeWebSocket('**/hearing', (socket) => {
    say = (frame) => socket.send(JSON.stringify(frame));
    socket.onMessage((text) => {
      const frame = JSON.parse(String(text)) as HearingClientFrame;
      heard.push(frame);
      if (frame.type === 'enter') say({ type: 'view', view: first, now: NOW });
    });
    say({ type: 'challenge', challenge: CHALLENGE });
  });
  return { heard, view: (view: HearingView) => say({ type: 'view', view, now: NOW }) };
}

async function signed({ device, signature, link }: Extract<HearingClientFrame, { type: 'enter' }>): Promise<boolean> {
  const key = await webcrypto.subtle.importKey('raw', Buffer.from(device, 'base64url'), 'Ed25519', false, ['verify']);
  const bytes = hearingProofBytes(`court.localhost:${screens.served.port}`, CHALLENGE, link);
  return webcrypto.subtle.verify('Ed25519', key, Buffer.from(signature, 'base64url'), bytes);
}

const enters = (heard: readonly HearingClientFrame[]) => heard.filter((frame) => frame.type === 'enter');

test('a personal link leaves the address bar, is proved by a key that stays, and a reload enters with both again', async () => {
  const { page, complaints } = await watched(screens.browser);
  await stub(page, { 'GET /api/me': me() });
  const { heard } = await court(page, viewOf({ role: 'witness', language: 'kk', name: 'Gulnar Kozha' }));
  await page.goto(screens.served.url('court', `#${LINK}`));
  await page.getByRole('heading', { name: 'Отырыс алдында' }).waitFor();
  expect(page.url()).toBe(screens.served.url('court'));
  expect(await page.title()).not.toContain('Gulnar');
  await page.reload();
  await page.getByRole('heading', { name: 'Отырыс алдында' }).waitFor();
  const [first, again] = enters(heard);
  expect(again!.device).toBe(first!.device);
  expect(again!.link).toBe(LINK);
  expect(await signed(first!)).toBe(true);
  expect(await signed({ ...first!, link: `${LINK.slice(0, -1)}0` })).toBe(false);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).not.toContain(LINK);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Before the hearing' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Before the hearing' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('nobody is ready before camera, microphone and company are known; a private word says detached once it is', async () => {
  const { page } = await watched(screens.browser, { language: 'en' });
  await stub(page, { 'GET /api/me': me() });
  const { heard, view } = await court(page, viewOf({}));
  const commands = () => heard.flatMap((frame) => (frame.type === 'command' ? [frame.command] : []));
  await page.goto(screens.served.url('court', `#${LINK}`));
  const ready = page.getByRole('button', { name: 'I am ready' });
  await ready.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Start the try-out' }).press('Enter');
  await page.locator('video.own-picture').waitFor();
  await page.getByLabel('I am alone in the room').press('Space');
  expect(commands()).toEqual([]);
  await page.locator('.button-main:not([aria-disabled])').waitFor();
  await ready.press('Enter');
  await expect.poll(commands).toEqual([{ type: 'ready', company: 'alone' }]);
  const accused = {
    seat: 4,
    role: 'accused' as const,
    name: 'S. Li',
    connected: true,
    muted: false,
    conferring: false,
    cannotHear: false,
  };
  const inCourt = { state: 'open' as const, people: [accused] };
  view(viewOf({ standing: 'admitted', ready: true }, inCourt));
  // Not with somebody whose device cannot open the seal.
  await page.getByRole('button', { name: 'I want to speak' }).waitFor();
  expect(await page.getByRole('button', { name: 'A private word' }).count()).toBe(0);
  view(viewOf({ standing: 'admitted', ready: true, confidants: [4] }, inCourt));
  await page.getByRole('button', { name: 'A private word' }).click();
  await page.getByRole('button', { name: 'Begin the private word' }).click();
  await expect.poll(() => commands().at(-1)).toEqual({ type: 'confer', seat: 4 });
  view(viewOf({ standing: 'admitted', ready: true, conferring: 'detach' }, inCourt));
  await page.getByRole('heading', { name: 'Do not speak yet' }).waitFor();
  await expect.poll(() => commands().at(-1)).toEqual({ type: 'detached' });
  view(viewOf({ standing: 'admitted', ready: true, conferring: 'private' }, inCourt));
  await page.getByRole('heading', { name: 'Private: the court does not hear you' }).waitFor();
  await page.getByRole('button', { name: 'Back to the hearing' }).click();
  await expect.poll(() => commands().at(-1)).toEqual({ type: 'rejoin' });
  await page.context().close();
});
