import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const program = resolve(import.meta.dirname, '../../../deploy/kiosk/habeas-kiosk');
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'habeas-watchdog-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A browser whose page writes to its storage until `hangs` appears; it ends when it is told to, and says so. */
const BROWSER = `#!/bin/sh
trap 'touch "$folder/ended"; exit 0' TERM
mkdir -p "$folder/profile/Default/IndexedDB"
while :; do
  [ -e "$folder/hangs" ] || touch "$folder/profile/Default/IndexedDB/log"
  touch "$folder/up"; sleep 0.1
done
`;

const there = (name: string) => existsSync(join(folder, name));

test('a page that has stopped is started afresh, and no sooner: one that works is left alone', async () => {
  const browser = join(folder, 'browser');
  writeFileSync(browser, BROWSER, { mode: 0o755 });
  const started = spawn(program, ['start'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      folder,
      HABEAS_KIOSK_PROFILE: join(folder, 'profile'),
      HABEAS_KIOSK_KEPT: join(folder, 'kept'),
      HABEAS_KIOSK_ORIGIN: 'https://kiosk.example',
      HABEAS_KIOSK_BROWSER: browser,
      HABEAS_KIOSK_LOOK: '0.2',
      HABEAS_KIOSK_SILENT: '3',
    },
  });
  const ending = once(started, 'exit');
  let said = '';
  started.stderr.on('data', (text) => (said += String(text)));
  await expect.poll(() => there('up')).toBe(true);
  // Longer than a silence would be allowed to last.
  await new Promise((done) => setTimeout(done, 5000));
  expect(started.exitCode).toBeNull();
  writeFileSync(join(folder, 'hangs'), '');
  expect(await ending).toEqual([1, null]);
  expect(said).toContain('has not been alive for 3 s');
  await expect.poll(() => there('ended')).toBe(true);
});
