import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { RelayContact } from '#relay';
import { issueOnce } from '../../../apps/runner/src/lan/test-authority.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { bundle } from '../booth-plane/bundle.js';

export const HOST = 'turn.habeas.internal';
export const MEDIA_PORTS = [29000, 29100] as const;

/** The real launcher with Debian's coturn, beside a plane that is only a contact file. */
export class StartedRelay {
  output = '';

  private constructor(
    readonly folder: string,
    readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => (this.output += data.toString()));
    }
  }

  static async start(namespace: TestNamespace): Promise<StartedRelay> {
    const folder = await StartedRelay.folder();
    await writePlane(folder, namespace.address);
    return StartedRelay.in(folder, namespace, join(folder, 'plane.json'));
  }

  /** What a launcher needs, its program among it. */
  static async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'habeas-relay-'));
    await chmod(folder, 0o755);
    await bundle('apps/relay/src/main.ts', join(folder, 'main.mjs'));
    await placeCertificate(folder);
    return folder;
  }

  /** `plane`: the contact file of its peer. */
  static in(folder: string, namespace: TestNamespace, plane: string): StartedRelay {
    const program = join(folder, 'main.mjs');
    const child = namespace.spawn([process.execPath, program], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/bin:/bin',
        HABEAS_RELAY_FOLDER: join(folder, 'relay'),
        HABEAS_BOOTH_PLANE: plane,
        HABEAS_HEARING_PLANE: join(folder, 'hearing.json'),
        HABEAS_RELAY_HOST: HOST,
        HABEAS_RELAY_CERT: join(folder, 'cert.pem'),
        HABEAS_RELAY_KEY: join(folder, 'key.pem'),
      },
    });
    return new StartedRelay(folder, child);
  }

  /** contact.json once it is there and is not that of `former`, within `timeout` milliseconds. */
  async contact(former?: RelayContact, timeout = 20_000): Promise<RelayContact> {
    return vi.waitFor(
      async () => {
        const found = RelayContact.parse(JSON.parse(await readFile(this.contactFile, 'utf8')));
        if (found.startedAt === former?.startedAt) throw new Error(`no new relay yet:\n${this.output}`);
        return found;
      },
      { timeout, interval: 50 },
    );
  }

  get contactFile(): string {
    return join(this.folder, 'relay/contact.json');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await ended;
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What a plane would say of itself: that of booths, which the relay waits for, or that of hearings. */
export function writePlane(
  folder: string,
  mediaAddress: string,
  { file = 'plane.json', mediaPorts = MEDIA_PORTS }: { file?: string; mediaPorts?: readonly [number, number] } = {},
): Promise<void> {
  const secret = '0'.repeat(64);
  const secrets = { apiSecret: secret, adminKey: secret, adminSecret: secret, roomSeed: secret, configHash: secret };
  return writeFile(
    join(folder, file),
    JSON.stringify({
      ...secrets,
      ...{ version: 1, pid: 1, apiSocket: '/none', adminSocket: '/none', mediaAddress, mediaPorts },
      ...{ janusVersion: '1.1.2', janusOutdated: true, profile: { profile: 'full', missing: [] } },
      startedAt: new Date(0).toISOString(),
    }),
  );
}

/** A fresh certificate for HOST, in the files that the relay was told. */
export async function placeCertificate(folder: string): Promise<void> {
  const { certificates } = await issueOnce({ relay: [HOST] });
  await writeFile(join(folder, 'key.pem'), certificates.relay.key, { mode: 0o600 });
  await writeFile(join(folder, 'cert.pem'), certificates.relay.cert);
}
