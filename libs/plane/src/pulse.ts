import { hangs, PATIENCE, type Patience } from '#confine';
import { JanusError, type PlaneContact, VideoRoom, WireClient } from '#janus';

/**
 * Asks a running Janus for its rooms over and over: the shortest question that goes through all a session needs, its
 * socket, its core and the VideoRoom.
 */
export class Pulse {
  #room: VideoRoom | undefined;
  /** After each question. For tests. */
  onBeat: (missed: number) => void = () => {};

  constructor(
    private readonly contact: Pick<PlaneContact, 'apiSocket' | 'apiSecret' | 'adminKey'>,
    private readonly wait: (ms: number, signal: AbortSignal) => Promise<void>,
    private readonly patience: Patience = PATIENCE,
  ) {}

  /** Resolves with true when it hangs, with false after the signal. Never rejects. */
  async hangs(signal: AbortSignal): Promise<boolean> {
    const drop = () => this.#drop();
    signal.addEventListener('abort', drop);
    const { wait, patience } = this;
    const onBeat = (missed: number) => this.onBeat(missed);
    try {
      return await hangs({ answers: () => this.#answers(), wait, patience, onBeat }, signal);
    } finally {
      signal.removeEventListener('abort', drop);
      drop();
    }
  }

  /** On a new connection when the last question was missed. A refusal is an answer, too. */
  async #answers(): Promise<boolean> {
    try {
      this.#room ??= await this.#attach();
      await this.#room.ask({ request: 'list', admin_key: this.contact.adminKey });
      return true;
    } catch (error) {
      this.#drop();
      return error instanceof JanusError && error.code === 'refused';
    }
  }

  async #attach(): Promise<VideoRoom> {
    const { apiSocket, apiSecret } = this.contact;
    const wire = await WireClient.connect({
      socketPath: apiSocket,
      credentials: { apisecret: apiSecret },
      timeout: this.patience.patienceMs,
    });
    return VideoRoom.attach(wire).catch((error: unknown) => {
      wire.close();
      throw error;
    });
  }

  #drop(): void {
    void this.#room?.destroy();
    this.#room?.wire.close();
    this.#room = undefined;
  }
}
