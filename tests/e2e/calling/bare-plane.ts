import { TestJanus } from '../../../libs/testing/src/browser/index.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import type { JanusControl } from './janus-control.js';
import type { CallRoom, MediaPlane } from './media-plane.js';

/** Debian's Janus without secrets and without a cage, for tests of what browsers do. */
export class BarePlane implements MediaPlane {
  readonly credentials = {};

  private constructor(
    private readonly namespace: TestNamespace,
    private janus: TestJanus,
  ) {}

  static readonly start = async (namespace: TestNamespace): Promise<BarePlane> =>
    new BarePlane(namespace, await TestJanus.start(namespace));

  /** Another Janus, which knows of no room; it is at another `apiSocket`. */
  async startAnew(): Promise<void> {
    this.janus = await TestJanus.start(this.namespace);
  }

  get apiSocket(): string {
    return this.janus.apiSocket;
  }

  async openRoom(control: JanusControl, publishers: number): Promise<CallRoom> {
    const id = 1 + Math.floor(Math.random() * 1e9);
    await control.createRoom(id, { publishers });
    return { id };
  }

  stop(): Promise<void> {
    return this.janus.stop();
  }
}
