import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BrowserContext, chromium } from 'playwright-core';

const deploy = resolve(import.meta.dirname, '../../../deploy/kiosk');
export type Policy = Record<string, unknown>;
/** What a test needs to look inside; everything else stays as installed. */
export const LOOKING: Policy = { RemoteDebuggingAllowed: true, DeveloperToolsAvailability: 1 };

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

  /** Ends what is left as well: a browser that nobody could attach to is not always ended by who gave up. */
  async stop(): Promise<void> {
    for (let left = this.#ours(); left.length > 0; left = this.#ours()) {
      for (const pid of left) kill(pid);
      await setTimeout(50);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }

  /** Processes of this machine with a profile in the folder. */
  #ours(): number[] {
    const pids = readdirSync('/proc').map(Number).filter(Boolean);
    return pids.filter((pid) => commandLine(pid).includes(this.folder));
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone meanwhile.
  }
}
