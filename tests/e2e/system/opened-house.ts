import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type ChromiumWish, launchChromium } from '../../../libs/testing/src/browser/index.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { RunningHabeas } from './running-habeas.js';

/** A running Habeas in a namespace of its own and browsers beside it, for the tests of the file that calls this. `env`: settings. */
export function openedHouse(env: Record<string, string> = {}) {
  let namespace: TestNamespace;
  let habeas: RunningHabeas;
  const browsers: Browser[] = [];
  beforeAll(async () => {
    namespace = await TestNamespace.create();
    habeas = await RunningHabeas.start(namespace, undefined, {}, undefined, { env });
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await habeas?.remove();
    await namespace?.remove();
  });
  return {
    get namespace() {
      return namespace;
    },
    get habeas() {
      return habeas;
    },
    /** Another machine of somebody's. */
    async browser(wish: ChromiumWish = {}): Promise<Browser> {
      const browser = await launchChromium(namespace, wish);
      browsers.push(browser);
      return browser;
    },
  };
}
