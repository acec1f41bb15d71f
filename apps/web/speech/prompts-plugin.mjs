import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { canSpeak, makePrompts } from './make-prompts.mjs';

const english = fileURLToPath(new URL('../texts/en.json', import.meta.url));
/** The compiler of the texts makes one module a text, named after its key. */
const MODULE = /generated\/texts\/messages\/(\w+)\.js$/;

/**
 * Vite plugin: makes the prompts of whatever texts ended up in the page's scripts, and says in the page where they
 * are. Without espeak-ng the page is the same, but has nothing to read aloud with.
 */
export function spokenPrompts(outDir) {
  return {
    name: 'spoken-prompts',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        if (!canSpeak()) {
          console.warn('kiosk: espeak-ng or opusenc (opus-tools) is missing: built without spoken prompts');
          return html;
        }
        const content = JSON.stringify(await makePrompts(outDir, keysIn(bundle)));
        return { html, tags: [{ tag: 'meta', attrs: { name: 'habeas-prompts', content }, injectTo: 'head' }] };
      },
    },
  };
}

function keysIn(bundle) {
  const modules = Object.values(bundle ?? {}).flatMap((chunk) => Object.entries(chunk.modules ?? {}));
  const used = new Set(
    modules.flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? (MODULE.exec(id)?.[1] ?? []) : [])),
  );
  const keys = Object.keys(JSON.parse(readFileSync(english, 'utf8')));
  return keys.filter((key) => used.has(key.replace(/\W/g, '_')));
}
