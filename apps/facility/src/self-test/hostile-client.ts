import type { WebSocket } from 'ws';
import { z } from 'zod';

const Answer = z.looseObject({
  janus: z.string(),
  transaction: z.string().optional(),
  data: z.object({ id: z.number() }).optional(),
  error: z.looseObject({ refusal: z.string().optional() }).optional(),
  plugindata: z.looseObject({ data: z.looseObject({ videoroom: z.string().optional() }) }).optional(),
});
export type Answer = z.infer<typeof Answer>;

/** The connection broke, or nothing came in time. */
export class NoAnswer extends Error {}

/** A browser's side of `/janus` that asks one thing after the other. */
export class HostileClient {
  #serial = 0;
  #heard: (answer: Answer) => void = () => {};
  #broke: () => void = () => {};

  constructor(
    private readonly socket: WebSocket,
    private readonly token: string,
    private readonly patienceMs: number,
  ) {
    socket.on('message', (data: Buffer) => this.#read(data.toString('utf8')));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#broke());
  }

  /** The first answer that `fits`, by default any with the question's transaction. Rejects with NoAnswer. */
  ask(frame: Record<string, unknown>, fits: (answer: Answer) => boolean = () => true): Promise<Answer> {
    const transaction = `s${(this.#serial += 1)}`;
    return new Promise((resolve, reject) => {
      const broken = () => reject(new NoAnswer('the gateway gave no answer'));
      const timer = setTimeout(broken, this.patienceMs);
      const settle = (done: () => void) => {
        clearTimeout(timer);
        this.#heard = () => {};
        this.#broke = () => {};
        done();
      };
      this.#broke = () => settle(broken);
      this.#heard = (answer) => {
        if (answer.transaction === transaction && fits(answer)) settle(() => resolve(answer));
      };
      if (this.socket.readyState !== this.socket.OPEN) return settle(broken);
      this.socket.send(JSON.stringify({ ...frame, transaction, token: this.token }));
    });
  }

  close(): void {
    this.socket.close();
  }

  /** What is no answer at all counts as none. */
  #read(text: string): void {
    try {
      this.#heard(Answer.parse(JSON.parse(text)));
    } catch {
      this.#broke();
    }
  }
}
