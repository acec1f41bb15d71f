import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JanusBoothPlane } from '#janus';
import { ensureUsers, parseSysusers } from '../../apps/runner/src/system-users.js';
import { PlaneContact } from '../../libs/janus/src/plane-contact.js';
import { TestNamespace } from '../../libs/testing/src/namespace/index.js';
import { StartedPlane } from '../medium/booth-plane/started-plane.js';

/** The real launcher with the real Janus, in a namespace of its own, to be killed, stopped and started again. */
export class FaultyPlane {
  #plane: StartedPlane;
  #stopped = false;
  readonly #look: JanusBoothPlane;

  private constructor(
    private readonly namespace: TestNamespace,
    private readonly folder: string,
    plane: StartedPlane,
  ) {
    this.#plane = plane;
    this.#look = new JanusBoothPlane(() => this.#contact());
  }

  static async start(): Promise<FaultyPlane> {
    await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
    const namespace = await TestNamespace.create();
    const folder = await mkdtemp(join(tmpdir(), 'habeas-plane-'));
    await chmod(folder, 0o711);
    const plane = await StartedPlane.start(namespace, folder);
    await plane.contact();
    return new FaultyPlane(namespace, folder, plane);
  }

  get contactFile(): string {
    return this.#plane.contactFile;
  }

  /** Of Janus, not of its launcher, which starts it again. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    process.kill((await this.#contact()).pid, signal);
  }

  async stop(): Promise<void> {
    await this.#plane.stop();
    this.#stopped = true;
  }

  /** Only after `stop`: what was killed the launcher starts again by itself. */
  async back(): Promise<void> {
    if (!this.#stopped) return;
    this.#plane = await StartedPlane.start(this.namespace, this.folder);
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
