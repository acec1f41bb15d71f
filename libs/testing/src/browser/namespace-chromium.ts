import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import type { TestNamespace } from '../namespace/index.js';

const FLAGS = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];

export interface ChromiumWish {
  /** A wav of `writeWav`: what the microphone hears, in a loop. Without it: Chromium's beeps. */
  microphone?: string;
  /** Further flags, e.g. `--unsafely-treat-insecure-origin-as-secure=http://10.77.1.1:8080`. */
  flags?: string[];
  /** PEM of an authority that this browser trusts, as a person adds one by hand. */
  trust?: string;
}

/** A home folder whose certificate store (NSS, as Chromium reads it) has one more authority. */
async function trustIn(home: string, authority: string): Promise<void> {
  const store = join(home, '.pki/nssdb');
  await mkdir(store, { recursive: true });
  const file = join(home, 'authority.crt');
  await writeFile(file, authority);
  const database = ['-d', `sql:${store}`];
  await promisify(execFile)('certutil', [...database, '-N', '--empty-password']);
  await promisify(execFile)('certutil', [...database, '-A', '-t', 'C,,', '-n', 'habeas', '-i', file]);
}

/** Debian's Chromium inside a namespace, driven from outside. `close()` also removes its start script. */
export async function launchChromium(namespace: TestNamespace, wish: ChromiumWish = {}): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'habeas-chromium-'));
  const start = join(folder, 'start');
  await writeFile(start, `#!/bin/sh\nexec ip netns exec ${namespace.name} /usr/bin/chromium "$@"\n`);
  await chmod(start, 0o755);
  const microphone = wish.microphone ? [`--use-file-for-fake-audio-capture=${wish.microphone}`] : [];
  if (wish.trust !== undefined) await trustIn(folder, wish.trust);
  const browser = await chromium.launch({
    executablePath: start,
    headless: true,
    ...(wish.trust === undefined ? {} : { env: { ...process.env, HOME: folder } }),
    args: [...FLAGS, ...microphone, ...(wish.flags ?? [])],
  });
  browser.on('disconnected', () => void rm(folder, { recursive: true, force: true }));
  return browser;
}
