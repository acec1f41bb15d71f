import { z } from 'zod';

/** VideoRoom's code for a feed that is in the room already. */
const ID_EXISTS = 436;
const AGAIN_AFTER_MS = 100;
const TRIES = 50;
/** Milliseconds after which the frames behind a join go on without its answer. */
const PATIENCE_MS = 5_000;
const Refusal = z.object({ plugindata: z.object({ data: z.object({ error_code: z.number() }) }) });

type Frame = Readonly<Record<string, unknown>>;
const delay = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());

/**
 * A publisher's join. Janus says that a session is destroyed before its feed has left the room, so a device that comes
 * back can be refused as being there already: it is asked for again until the former feed is gone.
 */
export class PublisherJoin {
  #transaction: unknown;
  #left = 0;
  #answered: (code: number | undefined) => void = () => {};

  constructor(private readonly send: (frame: Record<string, unknown>) => void) {}

  /** Resolves when Janus has answered for good; until then nothing else of this device may go out. */
  async run(frame: Frame): Promise<void> {
    this.#transaction = frame['transaction'];
    for (this.#left = TRIES; ; this.#left -= 1) {
      const answer = new Promise<number | undefined>((resolve) => (this.#answered = resolve));
      this.send({ ...frame });
      const code = await Promise.race([answer, delay(PATIENCE_MS)]);
      if (code !== ID_EXISTS || this.#left === 0) break;
      await delay(AGAIN_AFTER_MS);
    }
    this.#transaction = undefined;
  }

  /** Is told every frame of Janus. True: it is not for the browser, the join is made once more. */
  takes(frame: Frame): boolean {
    if (frame['janus'] !== 'event' || this.#transaction === undefined) return false;
    if (frame['transaction'] !== this.#transaction) return false;
    const refused = Refusal.safeParse(frame);
    const code = refused.success ? refused.data.plugindata.data.error_code : undefined;
    this.#answered(code);
    return code === ID_EXISTS && this.#left > 0;
  }
}
