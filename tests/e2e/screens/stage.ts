import type { Browser } from 'playwright-core';
import type { ScreenCase } from './screen-case.js';
import { ServedScreens } from './served-screens.js';
import { type Answers, answerFrom } from './stub.js';
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

/** A page with a server of its own: answers that a test intercepts are slow, and keep no script from one screen to the next. */
type Standing = Watched & { served: ServedScreens; answers: Answers; log: { files?: ReadonlyMap<string, Uint8Array> } };

/** One browser with one page a language, used for one screen after the other: nothing of the former one stays. */
export class Stage {
  readonly #pages = new Map<Language, Promise<Standing>>();
  #shown = 0;

  private constructor(
    private readonly built: string,
    readonly browser: Browser,
  ) {}

  /** `built`: as by buildScreens. */
  static async start(built: string): Promise<Stage> {
    return new Stage(built, await launch());
  }

  /** Leads to the screen as a person does, with nothing stored before. The page is good until the next call. */
  async show(screen: ScreenCase, language: Language): Promise<Watched> {
    const { page, complaints, served, answers, log } = await this.#standing(language);
    await page.setViewportSize(sizeOf(screen));
    await page.emulateMedia({ forcedColors: 'none' });
    for (const asked of Object.keys(answers)) delete answers[asked];
    Object.assign(answers, screen.answers);
    Object.assign(log, { files: (await screen.log?.())?.files });
    complaints.length = 0;
    const hash = (screen.hash ?? '') + (screen.screens === 'fixtures' ? language : '');
    // A new query each time: a change of the hash alone would not load the page again.
    this.#shown += 1;
    await page.goto(served.url(screen.screens, `?${this.#shown}${hash}`));
    await screen.reach?.(page);
    await page.locator(screen.ready).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    return { page, complaints };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    for (const { served } of await Promise.all(this.#pages.values())) await served.stop();
  }

  #standing(language: Language): Promise<Standing> {
    const known = this.#pages.get(language);
    if (known !== undefined) return known;
    const opened = this.#open(language);
    this.#pages.set(language, opened);
    return opened;
  }

  async #open(language: Language): Promise<Standing> {
    const seen = await watched(this.browser);
    // Pages of several languages, or of several files, work at once.
    seen.page.setDefaultTimeout(30_000);
    await seen.page.addInitScript(forgetAll, language);
    const answers: Answers = {};
    const log: Standing['log'] = {};
    const served = await ServedScreens.start(this.built, (asked) => {
      const [, file] = asked.split('/ledger/');
      if (asked.includes(' /api/')) return answerFrom(answers, asked);
      return file === undefined ? undefined : { status: log.files?.has(file) ? 200 : 404, body: log.files?.get(file) };
    });
    return { ...seen, served, answers, log };
  }
}

/** Runs in the page before its own scripts. */
function forgetAll(language: string): void {
  if (!location.protocol.startsWith('http')) return;
  localStorage.clear();
  sessionStorage.clear();
  localStorage.setItem('habeas-language', language);
}
