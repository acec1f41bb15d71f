import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  concat,
  launchChromium,
  type Samples,
  SocketDoor,
  speak,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { signIn } from '../../e2e/system/desk.js';
import { RunningHabeas } from '../../e2e/system/running-habeas.js';
import { DelayedLine } from '../../lab/delayed-line.js';
import { BoothHouse } from './booth-house.js';
import { within } from '../within.js';
import { armFirstSound, firstSound } from './first-sound.js';
import { PlainRoom } from './plain-room.js';

export type Design = 'ours' | 'plain';
/** Milliseconds in which A's encoders and B's page come to rest before the click. */
const SETTLING = 1000;
/** Milliseconds: with everything before and after it. */
const LONGEST_JOIN = 120_000;
const LONGEST_CLOSE = 30_000;
/** B has let the page use them before, in either design. */
const DEVICES = ['microphone', 'camera'];
type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** What stands once all is up. */
interface Standing {
  readonly habeas: RunningHabeas;
  readonly house: BoothHouse;
  readonly room: PlainRoom;
  readonly line: DelayedLine;
  readonly near: Browser;
  /** B's. Chromium ends its camera service five seconds after the last use: with one browser for both designs, the one that comes second would find it running. */
  readonly far: Readonly<Record<Design, Browser>>;
  /** The attorney's browser profile after the sign-in. */
  readonly attorney: State;
}

/**
 * The whole of Habeas as `npm start` brings it up, with A near it: the kiosk of a booth, or a plain page in the plain
 * room, whichever the run is about. B, the attorney, joins from the far end of a line: over the facility's own gateway,
 * or straight at Janus.
 */
export class JoinLab {
  readonly #closers: (() => Promise<unknown>)[] = [];
  #standing: Standing | undefined;

  static async open(): Promise<JoinLab> {
    const lab = new JoinLab();
    try {
      lab.#standing = await lab.#start();
      return lab;
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  get janusVersion(): string {
    return this.#up.room.contact.janusVersion;
  }

  get seal(): string {
    return this.#up.habeas.facts.seal;
  }

  setRoundTrip(milliseconds: number): void {
    this.#up.line.setRoundTrip(milliseconds);
  }

  /** One join; milliseconds from B's click to the first sound of A at B's loudspeaker. */
  once(design: Design): Promise<number> {
    return within(LONGEST_JOIN, `a join, ${design}`, design === 'ours' ? this.#ours() : this.#plain());
  }

  async close(): Promise<void> {
    for (const closer of this.#closers.splice(0).toReversed()) {
      await within(LONGEST_CLOSE, 'the laboratory closes', closer()).catch((error: unknown) => console.error(error));
    }
  }

  get #up(): Standing {
    if (this.#standing === undefined) throw new Error('the laboratory is not open');
    return this.#standing;
  }

  async #ours(): Promise<number> {
    const { habeas, house, far, attorney } = this.#up;
    await within(60_000, 'the booth opens', house.openSession());
    const context = await far.ours.newContext({ storageState: attorney, permissions: DEVICES });
    context.setDefaultTimeout(20_000);
    try {
      const page = await context.newPage();
      await page.goto(habeas.url('attorney'));
      await page.getByRole('button', { name: 'Open', exact: true }).first().click();
      const join = page.getByRole('button', { name: 'Join', exact: true });
      await join.waitFor();
      return await measured(page, () => join.click());
    } finally {
      await within(10_000, "the attorney's page closes", context.close());
      await within(40_000, 'the desk ends the session', house.endSession());
    }
  }

  async #plain(): Promise<number> {
    const { near, far, room, line } = this.#up;
    const contexts = [await near.newContext(), await far.plain.newContext({ permissions: DEVICES })] as const;
    try {
      const publishes = await room.load(contexts[0], '127.0.0.1');
      await publishes.click('#enter');
      await within(20_000, 'A publishes', room.fills(1));
      const page = await room.load(contexts[1], line.address);
      const took = await measured(page, () => page.click('#enter'));
      for (const one of [page, publishes]) await within(20_000, 'a page leaves', PlainRoom.leave(one));
      return took;
    } finally {
      for (const context of contexts) await context.close();
    }
  }

  async #start(): Promise<Standing> {
    const folder = await mkdtemp(join(tmpdir(), 'hjoin-'));
    this.#closers.push(() => rm(folder, { recursive: true, force: true }));
    const near = await TestNamespace.create();
    this.#closers.push(() => near.remove());
    const distant = await TestNamespace.create();
    this.#closers.push(() => distant.remove());
    const line = await DelayedLine.open(near, distant);
    this.#closers.push(() => line.close());
    const habeas = await RunningHabeas.start(near, undefined, {}, line.address);
    this.#closers.push(() => habeas.remove());
    // Plain HTTP ends at the machine; the figures are of the media, so the far end gets a way in that adds nothing else.
    const door = await SocketDoor.open(near, String(habeas.port), line.address, habeas.port);
    this.#closers.push(() => door.close());
    const room = await PlainRoom.open(near, habeas.data, join(folder, 'page'));
    this.#closers.push(() => room.close());
    const microphone = join(folder, 'speech.wav');
    await writeWav(microphone, withoutPauses(await speech()));
    const nearby = await launchChromium(near, { microphone });
    this.#closers.push(() => nearby.close());
    const house = await BoothHouse.open(habeas, nearby);
    const hosts = `--host-resolver-rules=MAP *.localhost ${line.address}`;
    const distantly = () => launchChromium(distant, { flags: [hosts] });
    const far = { ours: await distantly(), plain: await distantly() };
    this.#closers.push(
      () => far.ours.close(),
      () => far.plain.close(),
    );
    return { habeas, house, room, line, near: nearby, far, attorney: await signedIn(far.ours, habeas) };
  }
}

async function measured(page: Page, click: () => Promise<void>): Promise<number> {
  await within(20_000, 'the meter', armFirstSound(page));
  await page.waitForTimeout(SETTLING);
  await click();
  return firstSound(page);
}

async function signedIn(far: Browser, habeas: RunningHabeas): Promise<State> {
  const context = await far.newContext();
  const page = await context.newPage();
  await signIn(page, habeas, 'attorney', 'attorney1');
  await page.getByRole('heading', { name: 'My sessions' }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

const speech = async (): Promise<Samples> =>
  concat(
    await Promise.all(
      ['One two three four five six seven eight nine ten.', 'We go on speaking without a pause.'].map((text) =>
        speak(text),
      ),
    ),
  );

/** Windows of 20 ms that say something: a join must not wait for A's next word. */
function withoutPauses(samples: Samples): Samples {
  const parts: Samples[] = [];
  for (let start = 0; start + 960 <= samples.length; start += 960) {
    const part = samples.slice(start, start + 960);
    if (Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / 960) > 0.03) parts.push(part);
  }
  return concat(parts);
}
