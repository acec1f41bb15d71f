import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
}

/** Debian's Chromium inside a namespace, driven from outside. `close()` also removes its start script. */
export async function launchChromium(namespace: TestNamespace, wish: ChromiumWish = {}): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'habeas-chromium-'));
  const start = join(folder, 'start');
  await writeFile(start, `#!/bin/sh\nexec ip netns exec ${namespace.name} /usr/bin/chromium "$@"\n`);
  await chmod(start, 0o755);
  const microphone = wish.microphone ? [`--use-file-for-fake-audio-capture=${wish.microphone}`] : [];
  const browser = await chromium.launch({
    executablePath: start,
    headless: true,
    args: [...FLAGS, ...microphone, ...(wish.flags ?? [])],
  });
  browser.on('disconnected', () => void rm(folder, { recursive: true, force: true }));
  return browser;
}
