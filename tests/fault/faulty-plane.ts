import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { JanusBoothPlane } from '#janus';
import { ensureUsers, parseSysusers } from '../../apps/runner/src/system-users.js';
import { PlaneContact } from '../../libs/janus/src/plane-contact.js';
import { TestNamespace } from '../../libs/testing/src/namespace/index.js';
import { type PlaneName, StartedPlane } from '../medium/booth-plane/started-plane.js';

/** The real launcher with the real Janus, in a namespace of its own, to be killed, stopped and started again. */
export class FaultyPlane {
  #plane: StartedPlane;
  #stopped = false;
  #signalled: PlaneContact | undefined;
  readonly #look: JanusBoothPlane;

  private constructor(
    readonly namespace: TestNamespace,
    private readonly folder: string,
    private readonly kind: PlaneName,
    plane: StartedPlane,
  ) {
    this.#plane = plane;
    this.#look = new JanusBoothPlane(() => this.#contact());
  }

  static async start(kind: PlaneName = 'booth-plane'): Promise<FaultyPlane> {
    await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
    const namespace = await TestNamespace.create();
    const folder = await mkdtemp(join(tmpdir(), 'habeas-plane-'));
    await chmod(folder, 0o711);
    const plane = await StartedPlane.start(namespace, folder, { plane: kind });
    await plane.contact();
    return new FaultyPlane(namespace, folder, kind, plane);
  }

  get contactFile(): string {
    return this.#plane.contactFile;
  }

  /** Of Janus, not of its launcher, which starts it again. SIGCONT: to the very one that was stopped, if it was left alone. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    if (signal !== 'SIGCONT') this.#signalled = await this.#contact();
    process.kill(this.#signalled?.pid ?? 0, signal);
  }

  /** Resolves when the launcher has put another in the place of the Janus that was signalled, which is gone. */
  async replaced(): Promise<void> {
    const former = this.#signalled;
    await vi.waitFor(
      async () => {
        expect((await this.#contact()).startedAt).not.toBe(former?.startedAt);
        expect(existsSync(`/proc/${former?.pid}`)).toBe(false);
      },
      { timeout: 180_000, interval: 250 },
    );
  }

  async stop(): Promise<void> {
    await this.#plane.stop();
    this.#stopped = true;
  }

  /** Only after `stop`: what was killed the launcher starts again by itself. */
  async back(): Promise<void> {
    if (!this.#stopped) return;
    this.#plane = await StartedPlane.start(this.namespace, this.folder, { plane: this.kind });
    await this.#plane.contact();
    this.#stopped = false;
  }

  /** Sessions that have a room. */
  async rooms(): Promise<(string | undefined)[]> {
    return (await this.#look.rooms()).map(({ session }) => session);
  }

  async remove(): Promise<void> {
    await this.#look.close();
    await this.#plane.stop();
    await this.namespace.remove();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #contact(): Promise<PlaneContact> {
    return PlaneContact.parse(JSON.parse(await readFile(this.contactFile, 'utf8')));
  }
}
