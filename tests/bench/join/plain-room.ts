import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { PlaneContact, VideoRoom, WireClient } from '#janus';
import { SocketDoor } from '../../../libs/testing/src/browser/index.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { buildPage, CALLING_PAGE } from '../../e2e/calling/build-page.js';
import type { PlainPage, PlainRoom as Place } from '../../e2e/calling/page/plain.js';
import { readRunning } from '../../../apps/runner/src/running.js';
import { ServedFolder } from './served-folder.js';

declare const plain: PlainPage;

const ROOM = 78;

/** A room as anybody makes one, on the very plane that serves the booths, and the plain page that joins it. */
export class PlainRoom {
  private constructor(
    readonly contact: PlaneContact,
    private readonly room: VideoRoom,
    private readonly door: SocketDoor,
    private readonly pages: ServedFolder,
  ) {}

  /** `data`: the folder of a running Habeas. `page`: an empty folder for the built page. */
  static async open(near: TestNamespace, data: string, page: string): Promise<PlainRoom> {
    const running = await readRunning(data);
    if (running === undefined) throw new Error('Habeas does not run');
    const text = await readFile(join(running.run, 'booth-plane/contact.json'), 'utf8');
    const contact = PlaneContact.parse(JSON.parse(text));
    const credentials = { apisecret: contact.apiSecret };
    const room = await VideoRoom.attach(await WireClient.connect({ socketPath: contact.apiSocket, credentials }));
    const shape = { publishers: 2, audiocodec: 'opus', videocodec: 'vp9' };
    await room.ask({ request: 'create', room: ROOM, admin_key: contact.adminKey, ...shape });
    await buildPage(CALLING_PAGE, page);
    const door = await SocketDoor.open(near, contact.apiSocket, '0.0.0.0');
    return new PlainRoom(contact, room, door, await ServedFolder.open(near, page));
  }

  /** The plain page, whose button joins the room at `address`. */
  async load(context: BrowserContext, address: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(this.pages.origin);
    const at: Place = {
      janus: `ws://${address}:${this.door.port}/`,
      room: ROOM,
      apisecret: this.contact.apiSecret,
    };
    await page.evaluate((place) => {
      (document.querySelector('#enter') as HTMLButtonElement).onclick = () => void plain.join(place);
    }, at);
    return page;
  }

  /** Resolves when so many publish. */
  async fills(publishers: number): Promise<void> {
    for (;;) {
      const { participants } = await this.room.ask({ request: 'listparticipants', room: ROOM });
      const publishing = (participants as { publisher: boolean }[]).filter((one) => one.publisher);
      if (publishing.length === publishers) return;
      await wait(50);
    }
  }

  static leave(page: Page): Promise<void> {
    return page.evaluate(() => plain.leave());
  }

  async close(): Promise<void> {
    await this.room.destroy();
    await this.door.close();
    await this.pages.close();
  }
}
