import type { Browser } from 'playwright-core';
import type { ScreenCase } from './screen-case.js';
import { ServedScreens } from './served-screens.js';
import { type Answers, stub } from './stubbed-api.js';
import { launch, watched, type Watched } from './watched-page.js';

export const LANGUAGES = ['en', 'ru', 'kk'] as const;
export type Language = (typeof LANGUAGES)[number];
const SIZES = {
  kiosk: { width: 1024, height: 768 },
  staff: { width: 1280, height: 800 },
  court: { width: 1280, height: 720 },
};

export const scaleOf = (screen: ScreenCase): keyof typeof SIZES =>
  screen.screens === 'kiosk' || screen.hash?.startsWith('#booth')
    ? 'kiosk'
    : screen.hash?.startsWith('#court/')
      ? 'court'
      : 'staff';
/** What the device of this audience has. */
export const sizeOf = (screen: ScreenCase): { width: number; height: number } => SIZES[scaleOf(screen)];

type Standing = Watched & { answers: Answers; log: { files?: ReadonlyMap<string, Uint8Array> } };

/** One browser with one page a language, used for one screen after the other: nothing of the former one stays. */
export class Stage {
  readonly #pages = new Map<Language, Promise<Standing>>();
  #shown = 0;

  private constructor(
    private readonly served: ServedScreens,
    readonly browser: Browser,
  ) {}

  static async start(): Promise<Stage> {
    const served = await ServedScreens.start();
    return new Stage(served, await launch());
  }

  url: ServedScreens['url'] = (...place) => this.served.url(...place);

  /** Leads to the screen as a person does, with nothing stored before. The page is good until the next call. */
  async show(screen: ScreenCase, language: Language): Promise<Watched> {
    let standing = this.#pages.get(language);
    if (!standing) this.#pages.set(language, (standing = this.#open(language)));
    const { page, complaints, answers, log } = await standing;
    await page.setViewportSize(sizeOf(screen));
    await page.emulateMedia({ forcedColors: 'none' });
    for (const asked of Object.keys(answers)) delete answers[asked];
    Object.assign(answers, screen.answers);
    Object.assign(log, { files: (await screen.log?.())?.files });
    complaints.length = 0;
    const hash = (screen.hash ?? '') + (screen.screens === 'fixtures' ? language : '');
    // A new query each time: a change of the hash alone would not load the page again.
    this.#shown += 1;
    await page.goto(this.url(screen.screens, `?${this.#shown}${hash}`));
    await screen.reach?.(page);
    await page.locator(screen.ready).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    return { page, complaints };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.served.stop();
  }

  async #open(language: Language): Promise<Standing> {
    const seen = await watched(this.browser);
    // Three pages work at once.
    seen.page.setDefaultTimeout(30_000);
    await seen.page.addInitScript(forgetAll, language);
    const answers: Answers = {};
    await stub(seen.page, answers);
    const log: Standing['log'] = {};
    await seen.page.route('**/ledger/**', async (route) => {
      const bytes = log.files?.get(new URL(route.request().url()).pathname.slice('/ledger/'.length));
      return bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.fulfill({ status: 404 });
    });
    return { ...seen, answers, log };
  }
}

/** Runs in the page before its own scripts. */
function forgetAll(language: string): void {
  if (!location.protocol.startsWith('http')) return;
  localStorage.clear();
  sessionStorage.clear();
  localStorage.setItem('habeas-language', language);
}
