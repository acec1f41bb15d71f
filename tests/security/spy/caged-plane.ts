import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { JanusBoothPlane, type PlaneContact } from '#janus';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import type { CallRoom, MediaPlane } from '../../e2e/calling/media-plane.js';
import { StartedPlane } from '../../medium/booth-plane/started-plane.js';

const SYSTEM_USERS = 'deploy/sysusers.d/habeas.conf';

/** The booth plane as its launcher starts and cages it, with rooms as the facility makes them. */
export class CagedPlane implements MediaPlane {
  readonly #rooms: JanusBoothPlane;

  private constructor(
    private readonly plane: StartedPlane,
    /** Every secret there is. */
    readonly contact: PlaneContact,
  ) {
    this.#rooms = new JanusBoothPlane(() => Promise.resolve(contact));
  }

  static readonly start = async (namespace: TestNamespace, folder: string): Promise<CagedPlane> => {
    await chmod(folder, 0o711);
    await ensureUsers(parseSysusers(readFileSync(SYSTEM_USERS, 'utf8')));
    const plane = await StartedPlane.start(namespace, folder);
    return new CagedPlane(plane, await plane.contact());
  };

  get apiSocket(): string {
    return this.contact.apiSocket;
  }

  get credentials(): Readonly<Record<string, string>> {
    return { apisecret: this.contact.apiSecret };
  }

  openRoom(): Promise<CallRoom> {
    return this.#rooms.openRoom(randomBytes(16).toString('hex'), 2);
  }

  /** What the launcher said so far; a broken layer is named there. */
  get said(): string {
    return this.plane.output;
  }

  async stop(): Promise<void> {
    await this.#rooms.close();
    await this.plane.stop();
  }
}
