import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildScreens } from './build-screens.js';
import { indexPage } from './pictures-index.js';
import { SCREENS } from './screen-list.js';
import { LANGUAGES, Stage } from './stage.js';

/** Screenshots of every screen and state in three languages, with an index page. @returns how many. */
export async function takePictures(folder: string, words: readonly string[] = []): Promise<number> {
  const wanted = SCREENS.filter(({ name }) => words.every((word) => name.includes(word)));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const built = await buildScreens();
  const stage = await Stage.start(built);
  try {
    for (const screen of wanted) {
      await Promise.all(
        LANGUAGES.map(async (language) => {
          const { page } = await stage.show(screen, language);
          await page.screenshot({ path: join(folder, pictureOf(screen.name, language)) });
        }),
      );
    }
  } finally {
    await stage.stop();
    await rm(built, { recursive: true, force: true });
  }
  const rows = wanted.map(({ name }) => ({
    name,
    pictures: LANGUAGES.map((language) => ({ language, file: pictureOf(name, language) })),
  }));
  await writeFile(join(folder, 'index.html'), indexPage(rows));
  return wanted.length * LANGUAGES.length;
}

const pictureOf = (name: string, language: string): string => `${name.replaceAll(' ', '-')}-${language}.png`;
