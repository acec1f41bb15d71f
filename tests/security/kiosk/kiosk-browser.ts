import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const deploy = resolve(import.meta.dirname, '../../../deploy/kiosk');
export type Policy = Record<string, unknown>;

/** Debian's Chromium under a managed policy of its own: no other Chromium of this machine sees it. */
export class KioskBrowser {
  readonly folder = mkdtempSync(join(tmpdir(), 'habeas-kiosk-'));

  /** The policy as the kiosk's own program installs it. */
  installed(origin: string): Policy {
    const policies = join(this.folder, 'installed');
    this.run(['install', origin], { HABEAS_KIOSK_POLICIES: policies });
    return JSON.parse(readFileSync(join(policies, 'habeas-kiosk.json'), 'utf8')) as Policy;
  }

  /** Runs deploy/kiosk/habeas-kiosk. */
  run(args: readonly string[], environment: Record<string, string>): void {
    execFileSync(join(deploy, 'habeas-kiosk'), args, { env: { PATH: process.env['PATH'], ...environment } });
  }

  launch(policy: Policy, profile: string, timeout = 60_000): Promise<BrowserContext> {
    const own = mkdtempSync(join(this.folder, 'etc-'));
    mkdirSync(join(own, 'policies/managed'), { recursive: true });
    writeFileSync(join(own, 'policies/managed/habeas-kiosk.json'), JSON.stringify(policy));
    const program = join(own, 'chromium');
    const script = `#!/bin/sh\nexec unshare --mount sh -c 'mount --bind ${own} /etc/chromium && exec /usr/bin/chromium "$@"' sh "$@"\n`;
    writeFileSync(program, script);
    chmodSync(program, 0o755);
    return chromium.launchPersistentContext(join(this.folder, profile), {
      executablePath: program,
      timeout,
      // Playwright's own list would switch off what is looked at here.
      ignoreDefaultArgs: ['--disable-extensions', '--use-mock-keychain'],
      args: ['--no-sandbox', '--password-store=basic', '--use-fake-device-for-media-stream', '--no-first-run'],
    });
  }

  stop(): void {
    // A browser that was refused may still be ending.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}
