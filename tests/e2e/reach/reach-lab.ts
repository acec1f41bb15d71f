import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  bestHeard,
  concat,
  envelopeOf,
  launchChromium,
  SAMPLE_RATE,
  silence,
  smooth,
  speak,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { compareNumbers, enrol, enterCode, join as joinSession, understand } from '../system/booth-devices.js';
import { admit, book, closePanel, signIn, slipCode, slotNow, speakEnglish } from '../system/desk.js';
import type { RunningHabeas } from '../system/running-habeas.js';
import { keepConnections } from './connections.js';

/** A whole Habeas with `--lan`, desk and kiosk beside it, and an attorney somewhere else. */
export class ReachLab {
  readonly #browsers: Browser[] = [];
  #source: number[] = [];

  private constructor(
    readonly habeas: RunningHabeas,
    private readonly attorney: { readonly namespace: TestNamespace; readonly sees: string },
    private readonly folder: string,
  ) {}

  /** `sees`: address under which the attorney's name server knows the facility. */
  static async open(
    habeas: RunningHabeas,
    attorney: { readonly namespace: TestNamespace; readonly sees: string },
  ): Promise<ReachLab> {
    const lab = new ReachLab(habeas, attorney, await mkdtemp(join(tmpdir(), 'habeas-reach-')));
    const said = concat([
      await speak('I am your lawyer. Nobody else can listen to us here.'),
      silence(0.7),
      await speak('Tell me what happened on Thursday, slowly, from the beginning.'),
      silence(1.3),
    ]);
    lab.#source = smooth(envelopeOf(said, SAMPLE_RATE), 3);
    await writeWav(join(lab.folder, 'attorney.wav'), said);
    await writeWav(join(lab.folder, 'booth.wav'), silence(4));
    return lab;
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** From the booking to the open booth; the kiosk waits for the attorney. */
  async openBooth(): Promise<Page> {
    const [desk, kiosk] = [await this.#device(this.#inside), await this.#device(this.#inside, 'booth.wav')];
    const slot = slotNow('Asia/Almaty');
    await signIn(desk, this.habeas, 'desk', 'desk1');
    await book(desk, { booth: '4', detainee: 1, attorney: 1, ...slot });
    const code = await slipCode(desk, slot.from);
    await desk.getByRole('button', { name: new RegExp(`^${slot.from}`) }).click();
    await admit(desk);
    await closePanel(desk);
    await enrol(kiosk, this.habeas);
    await speakEnglish(kiosk);
    await enterCode(kiosk, code);
    await understand(kiosk);
    return kiosk;
  }

  /** The attorney signs in and joins; `keepConnections` lets the test look at how media flow. */
  async attorneyJoins(): Promise<Page> {
    const page = await this.#device(this.attorney, 'attorney.wav');
    await keepConnections(page);
    await signIn(page, this.habeas, 'attorney', 'attorney1');
    await joinSession(page);
    return page;
  }

  /** How well the kiosk's loudspeaker fits what the attorney says, 0 to 1, after both compared the numbers. */
  async heardAtTheBooth(kiosk: Page, attorney: Page): Promise<number> {
    await compareNumbers(kiosk, attorney);
    await kiosk.waitForFunction(() => [...document.querySelectorAll('audio')].some((element) => element.srcObject));
    return this.hears(kiosk);
  }

  /** The same of a call that runs. */
  async hears(kiosk: Page): Promise<number> {
    return (await bestHeard(kiosk, this.#source)).fit;
  }

  /** Hides the relay from the facility while `work` runs, as if none were there. */
  async withoutRelay<T>(work: () => Promise<T>): Promise<T> {
    const { run } = JSON.parse(await readFile(join(this.habeas.data, 'running.json'), 'utf8')) as { run: string };
    const contact = join(run, 'relay/contact.json');
    await rename(contact, `${contact}.hidden`);
    try {
      return await work();
    } finally {
      await rename(`${contact}.hidden`, contact);
    }
  }

  /** Another machine, beside Habeas or where the attorney is. */
  context(where: 'inside' | 'outside'): Promise<BrowserContext> {
    return this.#context(where === 'inside' ? this.#inside : this.attorney);
  }

  get #inside(): ReachLab['attorney'] {
    return { namespace: this.habeas.namespace, sees: '127.0.0.1' };
  }

  async #device(place: ReachLab['attorney'], microphone?: string): Promise<Page> {
    const page = await (await this.#context(place, microphone)).newPage();
    page.setDefaultTimeout(30_000);
    return page;
  }

  async #context({ namespace, sees }: ReachLab['attorney'], microphone?: string): Promise<BrowserContext> {
    const browser = await launchChromium(namespace, {
      ...(microphone === undefined ? {} : { microphone: join(this.folder, microphone) }),
      // With a dot at the end, too: so Chromium asks for the name of a relay.
      flags: [
        `--host-resolver-rules=${['', '.'].map((dot) => `MAP *.${this.habeas.facts.domain}${dot} ${sees}`).join(',')}`,
      ],
      trust: await readFile(join(this.habeas.data, 'lan/web/ca.crt'), 'utf8'),
    });
    this.#browsers.push(browser);
    return browser.newContext({ permissions: ['camera', 'microphone'] });
  }
}
