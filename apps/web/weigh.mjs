// What a built page weighs: the scripts and style sheets that its index.html starts, with everything they import at
// once, each compressed alone with gzip, as a server sends it. Not counted: what comes later and only when wanted
// (the seal worker, spoken prompts), fonts and the icon.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kilobytes (1000 bytes) of gzip that an audience's page may weigh. */
export const LIMITS = { kiosk: 80, attorney: 150 };

/**
 * Kilobytes of gzip of the page in `folder`.
 * @param {string} folder
 */
export async function weigh(folder) {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const waiting = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, path]) => join(folder, path));
  const seen = new Set();
  let bytes = 0;
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const content = await readFile(file);
    bytes += gzipSync(content).length;
    const imports = content.toString('utf8').matchAll(/\b(?:from|import)\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g);
    for (const [, path] of imports) waiting.push(join(dirname(file), path));
  }
  return bytes / 1000;
}
