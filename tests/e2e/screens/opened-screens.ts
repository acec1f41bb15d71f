import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { ServedScreens } from './served-screens.js';
import { launch } from './watched-page.js';

/** What the tests of one file look at; there from the first test on, gone after the last. */
export interface OpenedScreens {
  readonly served: ServedScreens;
  readonly browser: Browser;
}

/** The built screens and a Chromium for all tests of a file. Called once, at its top. */
export function openScreens(): OpenedScreens {
  const opened = {} as { served: ServedScreens; browser: Browser };
  beforeAll(async () => {
    opened.served = await ServedScreens.start(inject('builtScreens'));
    opened.browser = await launch();
  });
  afterAll(async () => {
    await opened.browser?.close();
    await opened.served?.stop();
  });
  return opened;
}
