import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { crossedBy, deviceCap, type LinkPlan } from '#link';
import type { LineFrame } from '#protocol';
import {
  concat,
  launchChromium,
  silence,
  SocketDoor,
  speak,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import type { UplinkStreet } from '../../lab/uplink-street.js';
import { startRealJanus } from '../../medium/gateway/real-janus.js';
import { STREET_MARKING } from '../../medium/link/router-agent.js';
import { StartedGateway } from '../gateway/started-gateway.js';
import { ServedFolder } from '../join/served-folder.js';
import { within } from '../within.js';
import type { Entry, Look, UplinkPage } from './page/main.js';

declare const uplink: UplinkPage;

const PAGE = fileURLToPath(new URL('page', import.meta.url));
const SAID = {
  accused: ['I was at home that evening, and my brother was with me.', 'I have nothing more to say about the car.'],
  judge: [
    'Please tell the court where you were on Thursday evening.',
    'Counsel may now put a question to the witness.',
  ],
};
/** In the order of the seats: `inside` is the accused in the facility, `outside` the judge beyond the line. */
const SEATS = ['inside', 'outside'] as const;
export type Seat = (typeof SEATS)[number];

/** What of the shield is on; NACK is part of how a page enters. */
export interface Shielding {
  readonly nack: boolean;
  /** Milliseconds, by who listens; undefined: the browser's own choice. */
  readonly buffer: Readonly<Record<Seat, number | undefined>>;
}

/**
 * A hearing of two over a street: Debian's Janus and the product's gateway in the facility, Chromium there and in the court with
 * the product's own media (`HearingMedia`), real speech, a small picture each way.
 */
export class HearingCall {
  readonly #closers: (() => Promise<unknown>)[] = [];
  readonly #pages = new Map<Seat, Page>();
  #entry: Omit<Entry, 'cap' | 'nack' | 'grant'> = { url: '' };
  #grants: readonly string[] = [];
  #origin = '';
  readonly #browsers = new Map<Seat, Browser>();

  static async open(street: UplinkStreet): Promise<HearingCall> {
    const call = new HearingCall();
    try {
      await call.#start(street);
      return call;
    } catch (error) {
      await call.close();
      throw error;
    }
  }

  /** Both enter anew with what the plan gives them, and hear each other. */
  async enter({ caps }: LinkPlan, { nack, buffer }: Shielding): Promise<void> {
    for (const page of this.#pages.values()) await page.close();
    this.#pages.clear();
    await Promise.all(SEATS.map((seat) => this.#load(seat)));
    const session = caps[0];
    if (session === undefined) throw new Error('the plan has no session');
    await within(
      90_000,
      'both hear each other',
      Promise.all(
        SEATS.map((seat, at) => {
          const { take, ...given } = deviceCap(session, crossedBy(seat === 'inside', 'others-by-layer'));
          const { video, onlySpeaker } = take;
          const held = buffer[seat];
          const cap: LineFrame = {
            type: 'line',
            ...given,
            take: { video, onlySpeaker, ...(held !== undefined && { jitterBufferTarget: held }) },
          };
          const entry: Entry = { ...this.#entry, grant: this.#grants[at] as string, cap, nack };
          return this.#page(seat).evaluate((one) => uplink.enter(one), entry);
        }),
      ),
    );
  }

  /** What each hears of the other, a look a second. */
  async looks(seconds: number): Promise<Readonly<Record<Seat, Look[]>>> {
    const of = (seat: Seat) => this.#page(seat).evaluate((long) => uplink.looks(long), seconds);
    const [inside, outside] = await within(
      (seconds + 60) * 1000,
      'looks',
      Promise.all([of('inside'), of('outside')] as const),
    );
    return { inside, outside };
  }

  async close(): Promise<void> {
    for (const closer of this.#closers.splice(0).toReversed())
      await closer().catch((error: unknown) => console.error(error));
  }

  #page(seat: Seat): Page {
    return this.#pages.get(seat) as Page;
  }

  async #load(seat: Seat): Promise<void> {
    const page = await (this.#browsers.get(seat) as Browser).newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(`${seat}: ${message.text()}`));
    page.setDefaultTimeout(60_000);
    await page.goto(this.#origin);
    await page.waitForFunction(() => 'uplink' in globalThis);
    this.#pages.set(seat, page);
  }

  async #start(street: UplinkStreet): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'huplink-'));
    this.#closers.push(() => rm(folder, { recursive: true, force: true }));
    const facility = street.end('facility');
    const janus = await startRealJanus(facility, { ports: STREET_MARKING.hearingPorts.join('-') });
    this.#closers.push(() => janus.stop());
    const wish = { hearings: 1, seats: SEATS.length, speakers: SEATS.length, slow: 0 };
    const gateway = await StartedGateway.start(janus, wish, { namespace: facility });
    this.#closers.push(() => gateway.stop());
    this.#grants = gateway.standing.grants[0] ?? [];
    const port = STREET_MARKING.pagePort;
    const door = await SocketDoor.open(facility, String(gateway.standing.port), '0.0.0.0', port);
    this.#closers.push(() => door.close());
    this.#entry = { url: `ws://court.localhost:${port}/hearing-janus` };
    const outDir = join(folder, 'page');
    await buildPage(outDir);
    const served = await ServedFolder.open(facility, outDir);
    this.#closers.push(() => served.close());
    this.#origin = served.origin;
    const hosts = `--host-resolver-rules=MAP *.localhost ${street.facility}`;
    for (const [seat, place, who] of [
      ['inside', 'facility', 'accused'],
      ['outside', 'court', 'judge'],
    ] as const) {
      const microphone = join(folder, `${who}.wav`);
      await writeWav(
        microphone,
        concat(await Promise.all(SAID[who].map(async (text) => concat([await speak(text), silence(0.3)])))),
      );
      const browser = await launchChromium(street.end(place), { microphone, flags: [hosts] });
      this.#closers.push(() => browser.close());
      this.#browsers.set(seat, browser);
    }
  }
}

const buildPage = (outDir: string) =>
  build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    root: PAGE,
    resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false, minify: false },
  });
