import { JanusError, type PlaneContact, VideoRoom, WireClient } from '#janus';

export interface PulseLimits {
  /** Milliseconds between an answer and the next question. */
  readonly everyMs: number;
  /** Milliseconds in which a question is answered, else it is missed. */
  readonly patienceMs: number;
  /** So many missed in a row: Janus hangs. */
  readonly misses: number;
}

/** 45 s without one answer: a busy machine answers late, never so late three times on end. */
export const PULSE: PulseLimits = { everyMs: 5000, patienceMs: 15_000, misses: 3 };

/**
 * Asks a running Janus for its rooms over and over: the shortest question that goes through all a session needs, its
 * socket, its core and the VideoRoom. A Janus that hangs keeps its sockets and its layers, so nothing else shows it.
 */
export class Pulse {
  #room: VideoRoom | undefined;
  /** After each question. For tests. */
  onBeat: (missed: number) => void = () => {};

  constructor(
    private readonly contact: Pick<PlaneContact, 'apiSocket' | 'apiSecret' | 'adminKey'>,
    private readonly wait: (ms: number, signal: AbortSignal) => Promise<void>,
    private readonly limits = PULSE,
  ) {}

  /** Resolves with true when it hangs, with false after the signal. Never rejects. */
  async hangs(signal: AbortSignal): Promise<boolean> {
    const drop = () => this.#drop();
    signal.addEventListener('abort', drop);
    try {
      for (let missed = 0; !signal.aborted;) {
        const asked = performance.now();
        missed = (await this.#answers()) ? 0 : missed + 1;
        if (signal.aborted) return false;
        this.onBeat(missed);
        if (missed >= this.limits.misses) return true;
        // A socket that refuses at once is given as long as one that is silent.
        const rest = missed === 0 ? this.limits.everyMs : this.limits.patienceMs - (performance.now() - asked);
        if (rest > 0) await this.wait(rest, signal);
      }
      return false;
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
      timeout: this.limits.patienceMs,
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
