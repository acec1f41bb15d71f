import { JanusSession } from '#calling';
import { mostTaken, type Tile } from '#hearing';
import type { CountedVoice, LineFrame, RelayPass, VoiceMeasure } from '#protocol';
import { CourtReceiver } from './court-receiver.js';
import { CourtSender } from './court-sender.js';
import { type LineSeen, LineWatch, NOTHING_SEEN } from './line-watch.js';

export interface HearingMediaOptions {
  /** Of `/hearing-janus`, `ws:` or `wss:`. */
  readonly url: string;
  /** Streams of the others by seat; a playing element each, or Chromium measures nothing. */
  readonly changed: (remotes: ReadonlyMap<number, MediaStream>) => void;
  /** Pictures that are shown, by seat. */
  readonly tiles: () => ReadonlyMap<number, Tile>;
  readonly seen: (line: LineSeen) => void;
  /** What is missing of others' sound, every few seconds. */
  readonly missing: (voices: readonly CountedVoice[]) => void;
  /** What the line of the building gives this device, where that was said; `adapt` when it changes. */
  readonly cap: () => LineFrame | undefined;
  /** The connection is over; a new grant is needed. Told once for each `connect`. */
  readonly lost: () => void;
  /** The line is cut, of signals or of media; `resume` goes on where the grant still stands. Told once until then. */
  readonly broken: () => void;
}

/** Milliseconds for a Janus session to be claimed: a handshake and one answer. */
const CLAIMED_WITHIN_MS = 5_000;

/** Sound and picture of a hearing over its grants: one at a time, the newest counts. */
export class HearingMedia {
  #session: JanusSession | undefined;
  #sender: CourtSender | undefined;
  #receiver: CourtReceiver | undefined;
  #watch: LineWatch | undefined;
  #stream: MediaStream | null = null;
  /** Counts connections: what a former one says is no news. */
  #current = 0;
  #broken = false;

  constructor(private readonly options: HearingMediaOptions) {}

  async connect(grant: string, relay?: RelayPass): Promise<void> {
    this.close();
    const mine = this.#current;
    const lost = () => {
      if (mine !== this.#current) return;
      this.close();
      this.options.lost();
    };
    const broken = () => {
      if (mine !== this.#current || this.#broken) return;
      this.#broken = true;
      this.options.broken();
    };
    try {
      const session = await JanusSession.open({ url: this.options.url, token: grant, relay }, broken);
      if (mine !== this.#current) return session.close();
      this.#session = session;
      const { changed, cap } = this.options;
      const receiver = new CourtReceiver(session, { changed, lost, broken, cap });
      this.#receiver = receiver;
      this.#watch = new LineWatch({
        tiles: this.options.tiles,
        seen: this.options.seen,
        missing: this.options.missing,
        most: () => mostTaken(this.options.cap()?.take),
        seats: () => receiver.seats(),
        stats: () => receiver.stats(),
        choose: (layers) => receiver.layers(layers),
      });
      const feeds = (now: readonly number[]) => receiver.take(now);
      const sender = await CourtSender.start(session, { feeds, lost, broken, cap });
      if (mine !== this.#current) return;
      this.#sender = sender;
      await sender.send(this.#stream);
    } catch {
      lost();
    }
  }

  /** The grant stands after a cut: the Janus session is claimed and the media find another way. Rejects where that is too late. */
  async resume(): Promise<void> {
    const mine = this.#current;
    const [session, sender, receiver] = [this.#session, this.#sender, this.#receiver];
    if (session === undefined || sender === undefined || receiver === undefined) throw new Error('media-lost');
    if (!(await session.claim(CLAIMED_WITHIN_MS))) throw new Error('media-lost');
    if (mine !== this.#current) return;
    await Promise.all([sender.mend(), receiver.mend()]);
    if (mine === this.#current) this.#broken = false;
  }

  /** Own sound and picture from now on; null: none of it leaves this device when this resolves. */
  async send(stream: MediaStream | null): Promise<void> {
    this.#stream = stream;
    await this.#sender?.send(stream);
  }

  adapt(): void {
    void this.#sender?.adapt();
    this.#receiver?.adapt();
  }

  /** What this device measured of the voice of a seat over the last seconds. */
  measured(seat: number): VoiceMeasure | undefined {
    return this.#watch?.measured(seat);
  }

  close(): void {
    this.#current += 1;
    this.#broken = false;
    this.#watch?.close();
    this.#receiver?.close();
    this.#session?.close();
    if (this.#session !== undefined) {
      this.options.changed(new Map());
      this.options.seen(NOTHING_SEEN);
    }
    [this.#session, this.#sender, this.#receiver, this.#watch] = [undefined, undefined, undefined, undefined];
  }
}
