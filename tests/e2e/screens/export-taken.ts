import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';

const project = resolve(import.meta.dirname, '../../..');

/** Presses for the archive on the log's page; its path. */
export async function download(page: Page): Promise<string> {
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Make the archive' }).click();
  return (await coming).path();
}

/** Unpacks an archive into a new folder; whoever asks for it removes it. */
export async function unpacked(archive: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'habeas-export-'));
  for (const [path, bytes] of Object.entries(unzipSync(new Uint8Array(await readFile(archive))))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

/** Changes a file, byte for byte where `change` does nothing. */
export async function changed(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'latin1');
  const after = change(before);
  if (after === before) throw new Error(`${file} was not changed`);
  await writeFile(file, after, 'latin1');
}

const run = promisify(execFile);

/** What a reader finds in a PDF: its words, and whether each of its fonts is embedded. */
export async function readPdf(file: string): Promise<{ text: string; fonts: { name: string; embedded: boolean }[] }> {
  const { stdout: text } = await run('pdftotext', ['-layout', file, '-']);
  const { stdout: list } = await run('pdffonts', [file]);
  const lines = list.trim().split('\n').slice(2);
  // name, type, encoding, emb, sub, uni, object and generation
  const fonts = lines.map((line) => ({
    name: line.split(' ')[0]!,
    embedded: line.trim().split(/ +/).at(-5) === 'yes',
  }));
  return { text, fonts };
}

/** What the auditor's command says, and its exit code. */
export function verify(...wish: string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, ['apps/verify/run.mjs', ...wish], { cwd: project }, (_, out, err) =>
      done({ code: child.exitCode ?? -1, said: out + err }),
    );
  });
}
