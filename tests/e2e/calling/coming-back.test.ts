import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ServerFrame } from '#protocol';
import {
  asleep,
  type Call,
  covered,
  mediaAreBack,
  names,
  sameRound,
  speechSent,
  staysSealed,
  WAIT,
} from './back-again.js';
import { BarePlane } from './bare-plane.js';
import type { PartyName } from './booth-server.js';
import { agree, CallLab, enter, opened, reaches } from './call.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;

let lab: CallLab;
let plane: BarePlane;
let browser: Browser;
const open: Page[] = [];

beforeAll(async () => {
  lab = await CallLab.open(async (namespace) => (plane = await BarePlane.start(namespace)));
  browser = await lab.browser();
});
afterAll(() => lab?.close());
afterEach(async () => {
  for (const page of open.splice(0)) await page.context().close();
});

/** A call of these, sealed, in which each gets media of every other one; `browsers`: of those with one of their own. */
async function call(
  names: readonly PartyName[] = ['kiosk', 'attorney'],
  browsers: Partial<Record<PartyName, Browser>> = {},
): Promise<Call> {
  const server = await lab.server(names);
  const offers = new Set<string>();
  server.lies.session = (frame: ServerFrame) => {
    if (frame.type === 'offer') offers.add(frame.round);
    return frame;
  };
  const pages: Record<string, Page> = {};
  for (const name of names) {
    const page = await lab.device(browsers[name] ?? browser, name);
    open.push(page);
    pages[name] = page;
    await page.evaluate(() => void (calling.smallCamera = true));
    await enter(page);
  }
  const complete = (n: number) => calling.state.name === 'unverified' && calling.state.holders.length === n;
  for (const page of Object.values(pages)) await page.waitForFunction(complete, names.length, { timeout: 60_000 });
  await agree(Object.values(pages));
  offers.clear();
  return { server, pages, offers, round: server.round };
}

test.each<[PartyName, PartyName]>([
  ['attorney', 'kiosk'],
  ['kiosk', 'attorney'],
])('the page of the %s is reloaded: sealed again in the same round, without a code', async (goes, stays) => {
  const booth = await call();
  const [gone, other] = [booth.pages[goes]!, booth.pages[stays]!];
  await gone.goto('about:blank');
  await covered(other);
  await lab.visit(gone, goes);
  await enter(gone);
  await reaches(gone, 'sealed', 60_000);
  await mediaAreBack([gone, other]);
  await sameRound(booth, [gone, other]);
  expect(await names(gone)).not.toContain('unverified');
  expect(await names(gone)).not.toContain('keying');
});

test('the record goes with the end: whoever enters again after it gets a new code', async () => {
  const booth = await call();
  const { kiosk, attorney } = booth.pages as Record<PartyName, Page>;
  await attorney.evaluate(() => calling.consultation?.end());
  await reaches(kiosk, 'ended');
  for (const [name, page] of [
    ['kiosk', kiosk],
    ['attorney', attorney],
  ] as const) {
    await expect.poll(() => page.evaluate(keptRounds), WAIT).toBe(0);
    await lab.visit(page, name);
    await enter(page);
  }
  // The smallest facility does not know that the session is over: of two, it takes whoever comes for one who comes back.
  for (const page of [kiosk, attorney]) await reaches(page, 'unverified', 60_000);
  expect(booth.offers.size).toBeGreaterThan(0);
});

/** Runs in the page: how many rounds this browser keeps. */
const keptRounds = async (): Promise<number> => (await roundsOf()).length;

/** The page has it as a global: the records that its seal worker keeps. */
declare function roundsOf(): Promise<{ visit: CryptoKey }[]>;

test('while it runs, a device keeps one round, whose private key no script can read', async () => {
  const { pages } = await call();
  expect(await pages['attorney']!.evaluate(keptRounds)).toBe(1);
  const readable = await pages['attorney']!.evaluate(async () => {
    const [round] = await roundsOf();
    const { visit } = round!;
    return crypto.subtle.exportKey('pkcs8', visit).then(
      () => [visit.type, 'read'],
      () => [visit.type, 'refused'],
    );
  });
  expect(readable).toEqual(['private', 'refused']);
});

test('one of three is reloaded: the others go on meanwhile, and all three are sealed in the same round', async () => {
  const booth = await call(['kiosk', 'attorney', 'interpreter']);
  const { kiosk, attorney, interpreter } = booth.pages as Record<PartyName, Page>;
  await interpreter.goto('about:blank');
  for (const page of [kiosk, attorney]) {
    await page.waitForFunction(
      () => calling.state.name === 'sealed' && calling.state.left.length === 1,
      undefined,
      WAIT,
    );
  }
  await mediaAreBack([kiosk, attorney]);
  await lab.visit(interpreter, 'interpreter');
  await interpreter.evaluate(() => void (calling.smallCamera = true));
  await enter(interpreter);
  for (const page of [kiosk, attorney, interpreter]) {
    const whole = () => calling.state.name === 'sealed' && calling.state.holders.length === 3;
    await page.waitForFunction(whole, undefined, WAIT);
  }
  await mediaAreBack([kiosk, attorney, interpreter]);
  await sameRound(booth, [kiosk, attorney, interpreter]);
});

test('both pages are reloaded at once: sealed again in the same round', async () => {
  const booth = await call();
  const { kiosk, attorney } = booth.pages as Record<PartyName, Page>;
  await Promise.all([lab.visit(kiosk, 'kiosk'), lab.visit(attorney, 'attorney')]);
  await enter(kiosk);
  await enter(attorney);
  for (const page of [kiosk, attorney]) await reaches(page, 'sealed', 60_000);
  await mediaAreBack([kiosk, attorney]);
  await sameRound(booth, [kiosk, attorney]);
});

test('the kiosk is rebooted, which leaves it nothing of the round: a new code, and nothing is sealed before it', async () => {
  const booth = await call();
  const { kiosk, attorney } = booth.pages as Record<PartyName, Page>;
  await kiosk.context().close();
  await covered(attorney);
  const rebooted = await lab.device(browser, 'kiosk');
  open.push(rebooted);
  await enter(rebooted);
  for (const page of [rebooted, attorney]) await reaches(page, 'unverified', 60_000);
  expect(booth.offers.size).toBeGreaterThan(0);
  expect(await names(rebooted)).not.toContain('sealed');
  await agree([rebooted, attorney]);
  await mediaAreBack([rebooted, attorney]);
});

test('a server that lets no RESUME through gets a new code compared, and nothing is sealed without it', async () => {
  const booth = await call();
  const { kiosk, attorney } = booth.pages as Record<PartyName, Page>;
  const { session } = booth.server.lies;
  booth.server.lies.session = (frame, party) =>
    frame.type === 'seal' && frame.step === 'resume-proof' ? undefined : session!(frame, party);
  await lab.visit(attorney, 'attorney');
  await enter(attorney);
  for (const page of [kiosk, attorney]) await reaches(page, 'unverified', 60_000);
  expect(booth.offers.size).toBe(1);
  expect(await names(attorney)).not.toContain('sealed');
});

/** On the same page: new connections, and with them new sender keys, under the round of before. */
async function samePage(booth: Call, made: readonly number[]): Promise<void> {
  const pages = Object.values(booth.pages);
  for (const page of pages) await reaches(page, 'sealed', 60_000);
  await mediaAreBack(pages);
  await sameRound(booth, pages);
  for (const [index, page] of pages.entries()) {
    expect(await page.evaluate(() => calling.connections.length)).toBeGreaterThan(made[index]!);
    expect(await names(page)).toContain('reconnecting');
    expect((await names(page)).filter((name) => name === 'unverified')).toHaveLength(1);
  }
}

const connectionsOf = (pages: readonly Page[]): Promise<number[]> =>
  Promise.all(pages.map((page) => page.evaluate(() => calling.connections.length)));

test('Janus is killed and started again: both see it, and both are back in the same round', async () => {
  const booth = await call();
  const pages = Object.values(booth.pages);
  const made = await connectionsOf(pages);
  await booth.server.planeGone();
  for (const page of pages) await covered(page);
  await plane.startAnew();
  await booth.server.planeBack();
  await samePage(booth, made);
});

test('the way of the media through the gateway breaks: a new grant mends it, and the other sees that somebody was away', async () => {
  const booth = await call();
  const { kiosk, attorney } = booth.pages as Record<PartyName, Page>;
  const [made] = await connectionsOf([attorney]);
  booth.server.gateways.get('attorney')?.terminate();
  await kiosk.waitForFunction(() => calling.states.some(({ name }) => name === 'waiting'), undefined, WAIT);
  for (const page of [kiosk, attorney]) await reaches(page, 'sealed', 60_000);
  await mediaAreBack([kiosk, attorney]);
  await sameRound(booth, [kiosk, attorney]);
  const now = await attorney.evaluate(() => calling.connections.length);
  expect(now).toBeGreaterThan(made!);
});

test('media that do not come back end the call: capture with it, and one touch later both are back in the same round', async () => {
  const booth = await call();
  const { kiosk, attorney } = booth.pages as Record<PartyName, Page>;
  const { session } = booth.server.lies;
  booth.server.lies.session = (frame, party) => (frame.type === 'media' ? undefined : session!(frame, party));
  booth.server.gateways.get('attorney')?.terminate();
  await covered(attorney);
  expect(await reaches(attorney, 'broken', 60_000)).toEqual({ name: 'broken', code: 'media-lost' });
  const live = () => calling.tracks.filter(({ readyState }) => readyState === 'live').length;
  await expect.poll(() => attorney.evaluate(live), WAIT).toBe(0);
  booth.server.lies.session = session!;
  await attorney.click('#again');
  for (const page of [kiosk, attorney]) await reaches(page, 'sealed', 60_000);
  await mediaAreBack([kiosk, attorney]);
  await sameRound(booth, [kiosk, attorney]);
});

test('a device sleeps for five seconds: it is back in the same round by itself', async () => {
  const laptop = await lab.browser();
  const booth = await call(['kiosk', 'attorney'], { attorney: laptop });
  const pages = Object.values(booth.pages);
  await asleep(laptop, 5_000);
  for (const page of pages) await reaches(page, 'sealed', 60_000);
  await mediaAreBack(pages);
  await sameRound(booth, pages);
});

test('a device sleeps so long that its microphone may be lost: back in the same round, by one touch at most', async () => {
  const laptop = await lab.browser();
  const booth = await call(['kiosk', 'attorney'], { attorney: laptop });
  const pages = Object.values(booth.pages);
  const { attorney } = booth.pages as Record<PartyName, Page>;
  // It gives up a microphone that it heard nothing of for 12 s, unless the sound is back before it looks.
  await asleep(laptop, 20_000);
  await staysSealed(attorney, () => attorney.click('#again'));
  await mediaAreBack(pages);
  await sameRound(booth, pages);
});

test('a microphone is taken away: capture ends, and one touch brings both back in the same round', async () => {
  const booth = await call();
  const { kiosk, attorney } = booth.pages as Record<PartyName, Page>;
  await attorney.evaluate(() => calling.tracks[0]!.dispatchEvent(new Event('ended')));
  expect(await reaches(attorney, 'broken')).toEqual({ name: 'broken', code: 'device-lost' });
  expect(await attorney.evaluate(() => calling.tracks.filter((track) => track.readyState === 'live').length)).toBe(0);
  await covered(kiosk);
  await attorney.click('#again');
  await reaches(attorney, 'sealed', 60_000);
  await mediaAreBack([kiosk, attorney]);
  await sameRound(booth, [kiosk, attorney]);
});

test('the network carries no media for a while: they are back in the same round', async () => {
  const booth = await call();
  const pages = Object.values(booth.pages);
  const cut = 'add table inet cut ; add chain inet cut out { type filter hook output priority 0 ; } ; ';
  await lab.namespace.run(['nft', `${cut}add rule inet cut out meta l4proto udp counter drop`]);
  const before = await Promise.all(pages.map(opened));
  // Nobody tells them: the keys of the other open nothing any more.
  for (const page of pages) await reaches(page, 'reconnecting');
  const said = await Promise.all(pages.map(speechSent));
  // Long enough that a consent check of ICE fails; that nothing comes meanwhile is the control.
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  const meanwhile = await Promise.all(pages.map(opened));
  for (const [index, count] of meanwhile.entries()) expect(count - before[index]!).toBeLessThan(200);
  expect(await Promise.all(pages.map(speechSent))).toEqual(said);
  await lab.namespace.run(['nft', 'delete table inet cut']);
  for (const page of pages) await reaches(page, 'sealed', 60_000);
  await mediaAreBack(pages);
  await sameRound(booth, pages);
});
