import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { ConsultationState } from '#calling';
import { type ChromiumWish, launchChromium, SocketDoor } from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { BarePlane } from './bare-plane.js';
import { BoothServer, type PartyName } from './booth-server.js';
import { buildPage, CALLING_PAGE } from './build-page.js';
import type { MediaPlane } from './media-plane.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;

type StartPlane = (namespace: TestNamespace, folder: string) => Promise<MediaPlane>;

/** A namespace with Janus, the smallest facility and two devices; everything a test of a call needs. */
export class CallLab {
  readonly #browsers: Browser[] = [];
  #server: BoothServer | undefined;
  #door: SocketDoor | undefined;
  #janusDoor: SocketDoor | undefined;
  #count = 0;

  private constructor(
    readonly namespace: TestNamespace,
    readonly folder: string,
    readonly plane: MediaPlane,
  ) {}

  /** `startPlane` is handed a folder of the test's own. */
  static async open(startPlane: StartPlane = BarePlane.start): Promise<CallLab> {
    const namespace = await TestNamespace.create();
    const folder = await mkdtemp(join(tmpdir(), 'hcall-'));
    try {
      await buildPage(CALLING_PAGE, join(folder, 'page'));
      return new CallLab(namespace, folder, await startPlane(namespace, folder));
    } catch (error) {
      await namespace.remove();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A fresh booking with a room of its own; `parties`: who is booked, by role. */
  async server(parties: readonly PartyName[] = ['kiosk', 'attorney']): Promise<BoothServer> {
    await this.#door?.close();
    await this.#server?.stop();
    const path = join(this.folder, `s${++this.#count}.sock`);
    this.#server = await BoothServer.start(path, join(this.folder, 'page'), this.plane, parties);
    this.#door = await SocketDoor.open(this.namespace, path);
    return this.#server;
  }

  /** A page without keys, served beside the devices: see page/plain.ts. */
  async plainPage(browser: Browser): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`http://plain.localhost:${this.#door?.port}/plain`);
    return page;
  }

  /** Address, inside the namespace, of Janus itself: nothing stands between. */
  async janusAddress(): Promise<string> {
    this.#janusDoor ??= await SocketDoor.open(this.namespace, this.plane.apiSocket);
    return `ws://127.0.0.1:${this.#janusDoor.port}/`;
  }

  /** Takes the way to the server away, for pages that are open and for new connections. */
  async cutSignalling(): Promise<void> {
    await this.#door?.close();
    this.#door = undefined;
  }

  get origin(): (party: PartyName) => string {
    return (party) => `http://${party}.localhost:${this.#door?.port}`;
  }

  async browser(wish: ChromiumWish = {}): Promise<Browser> {
    const browser = await launchChromium(this.namespace, wish);
    this.#browsers.push(browser);
    return browser;
  }

  /** Opens a device's page with its booking; the person has not clicked yet. */
  async device(browser: Browser, party: PartyName, workerUrl?: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await this.visit(page, party, workerUrl);
    return page;
  }

  /** Loads the device's page anew, in the browser that it is in. */
  async visit(page: Page, party: PartyName, workerUrl?: string): Promise<void> {
    await page.goto(`${this.origin(party)}/${party}`);
    const booking = (this.#server as BoothServer).booking(party);
    await page.evaluate(([of, worker]) => calling.begin(of, worker), [booking, workerUrl] as const);
  }

  async close(): Promise<void> {
    for (const browser of this.#browsers) await browser.close();
    await this.#door?.close();
    await this.#janusDoor?.close();
    await this.#server?.stop();
    await this.plane.stop();
    await this.namespace.remove();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The person clicks. */
export const enter = (page: Page): Promise<void> => page.click('#enter');

export async function reaches(
  page: Page,
  name: ConsultationState['name'],
  timeout = 20_000,
): Promise<ConsultationState> {
  try {
    await page.waitForFunction((wanted) => calling.state.name === wanted, name, { timeout, polling: 50 });
  } catch {
    throw new Error(`not ${name}: ${JSON.stringify(await page.evaluate(() => calling.states))}`);
  }
  return page.evaluate(() => calling.state);
}

/** Everybody says that the numbers are the same. */
export async function sayTheSame(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await reaches(page, 'unverified');
  for (const page of pages) await page.evaluate(() => calling.consultation?.answer(true));
  for (const page of pages) await reaches(page, 'sealed');
}

/** Everybody says that the numbers are the same; resolves when each also gets media of every other one. */
export async function agree(pages: readonly Page[]): Promise<void> {
  await sayTheSame(pages);
  const getsMedia = (n: number) => calling.consultation?.remotes.length === n;
  for (const page of pages) await page.waitForFunction(getsMedia, pages.length - 1, { timeout: 20_000 });
}

/** Frames of sound that this device's keys opened by now. */
export const opened = (page: Page): Promise<number> =>
  page.evaluate(async () => (await calling.count()).receive.audio.passed);

/** Runs in the page: nothing of the other is shown or heard, and the screen says so. */
export const isCovered = (): boolean => ['waiting', 'reconnecting'].includes(calling.state.name);

/** Every process that runs pages of this browser: what stands still while a laptop sleeps. */
export async function renderersOf(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}
