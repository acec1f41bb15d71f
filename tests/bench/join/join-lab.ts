import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  concat,
  launchChromium,
  type Samples,
  SocketDoor,
  speak,
  TestJanus,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { BoothServer } from '../../e2e/calling/booth-server.js';
import { buildPage, CALLING_PAGE } from '../../e2e/calling/build-page.js';
import type { CallingPage } from '../../e2e/calling/page/main.js';
import type { PlainPage } from '../../e2e/calling/page/plain.js';
import { DelayedLine } from '../../lab/delayed-line.js';
import { armFirstSound, firstSound } from './first-sound.js';

declare const calling: CallingPage;
declare const plain: PlainPage;

const PLAIN_ROOM = 78;
export type Design = 'ours' | 'plain';

/** A publishes in both rooms, near Janus; B joins one of them from the far end of a line. */
export class JoinLab {
  readonly #closers: (() => Promise<unknown>)[] = [];
  #far: Browser | undefined;
  #near: Browser | undefined;
  #attorney: Page | undefined;
  #web = 0;
  #line: DelayedLine | undefined;
  #server: BoothServer | undefined;
  #pages: { web: string; janus: string } = { web: '', janus: '' };

  static async open(): Promise<JoinLab> {
    const lab = new JoinLab();
    try {
      await lab.#start();
      return lab;
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  setRoundTrip(milliseconds: number): void {
    this.#line?.setRoundTrip(milliseconds);
  }

  /** One join; milliseconds from B's click to the first sound of A at B's loudspeaker. */
  async once(design: Design): Promise<number> {
    if (design === 'ours') await this.#freshAttorney();
    const context = await (this.#far as Browser).newContext();
    const page = await context.newPage();
    const server = this.#server as BoothServer;
    try {
      await page.goto(`${this.#pages.web}/${design === 'ours' ? 'kiosk' : 'plain'}`);
      if (design === 'ours') await page.evaluate((booking) => calling.begin(booking), server.booking('kiosk'));
      else {
        await page.evaluate(
          ([janus, room]) => {
            const button = document.querySelector('#enter') as HTMLButtonElement;
            button.onclick = () => void plain.join(janus as string, room as number);
          },
          [this.#pages.janus, PLAIN_ROOM] as const,
        );
      }
      await armFirstSound(page, '#enter');
      await page.waitForTimeout(300);
      await page.click('#enter');
      return await firstSound(page);
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    for (const closer of this.#closers.splice(0).toReversed()) await closer().catch(() => undefined);
  }

  async #start(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'hjoin-'));
    this.#closers.push(() => rm(folder, { recursive: true, force: true }));
    await buildPage(CALLING_PAGE, join(folder, 'page'));
    const near = await TestNamespace.create();
    this.#closers.push(() => near.remove());
    const far = await TestNamespace.create();
    this.#closers.push(() => far.remove());
    const line = (this.#line = await DelayedLine.open(near, far));
    this.#closers.push(() => line.close());
    const janus = await TestJanus.start(near, 'line0');
    this.#closers.push(() => janus.stop());
    const server = (this.#server = await BoothServer.start(join(folder, 's.sock'), join(folder, 'page'), janus));
    this.#closers.push(() => server.stop());
    await server.control.createRoom(PLAIN_ROOM);
    const web = await this.#door(near, server.socketPath);
    const toJanus = await this.#door(near, janus.apiSocket);
    this.#pages = { web: `http://${line.address}:${web}`, janus: `ws://${line.address}:${toJanus}/` };
    const microphone = join(folder, 'speech.wav');
    await writeWav(microphone, withoutPauses(await speech()));
    await this.#publish(near, web, toJanus, microphone);
    const secure = `--unsafely-treat-insecure-origin-as-secure=${this.#pages.web}`;
    const browser = (this.#far = await launchChromium(far, { flags: [secure] }));
    this.#closers.push(() => browser.close());
  }

  async #door(near: TestNamespace, path: string): Promise<number> {
    const door = await SocketDoor.open(near, path, '0.0.0.0');
    this.#closers.push(() => door.close());
    return door.port;
  }

  async #publish(near: TestNamespace, web: number, janus: number, microphone: string): Promise<void> {
    const browser = (this.#near = await launchChromium(near, { microphone }));
    this.#closers.push(() => browser.close());
    this.#web = web;
    const page = await this.#open('plain');
    await page.evaluate(([port, room]) => plain.join(`ws://127.0.0.1:${port}/`, room as number), [
      janus,
      PLAIN_ROOM,
    ] as const);
    await page.waitForTimeout(2000);
  }

  /** A comes anew for each of our joins: a device takes part in eight attempts before a person is asked. */
  async #freshAttorney(): Promise<void> {
    await this.#attorney?.context().close();
    const server = this.#server as BoothServer;
    await expectGone(server);
    server.round = undefined;
    const page = (this.#attorney = await this.#open('attorney'));
    await page.evaluate((booking) => calling.begin(booking), server.booking('attorney'));
    await page.click('#enter');
    await page.waitForFunction(() => calling.connections.some((one) => one.connectionState === 'connected'));
    await page.waitForTimeout(1000);
  }

  async #open(name: string): Promise<Page> {
    const page = await (await (this.#near as Browser).newContext()).newPage();
    await page.goto(`http://${name}.localhost:${this.#web}/${name}`);
    return page;
  }
}

async function expectGone(server: BoothServer): Promise<void> {
  const until = Date.now() + 5000;
  while (server.sessions.size > 0 && Date.now() < until) await new Promise((wait) => setTimeout(wait, 20));
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
