import type { Page } from 'playwright-core';
import { type PromptIndex, stretchesFor } from '../../../apps/web/speech/prompt-index.js';
import { textsOnScreen } from '../../../apps/web/speech/texts-on-screen.js';

/** Words of a kiosk screen that "Read aloud" would leave out, because no prompt says them. */
export async function withoutPrompt(page: Page): Promise<string[]> {
  const shown = await page.evaluate(textsOnScreen);
  const indexes = await page.evaluate(async () => {
    const place = document.querySelector<HTMLMetaElement>('meta[name=habeas-prompts]')?.content ?? '{}';
    const addresses = Object.entries(JSON.parse(place) as Record<string, string>);
    return Object.fromEntries(
      await Promise.all(
        addresses.map(async ([language, path]) => [language, await (await fetch(path)).text()] as const),
      ),
    );
  });
  return shown
    .filter(({ words, language }) => {
      const index = JSON.parse(indexes[language] ?? 'null') as PromptIndex | null;
      return !index || stretchesFor(words, index) === undefined;
    })
    .map(({ words, language }) => `${language}: ${words}`);
}
