import type { JanusSession, PluginHandle } from '#calling';
import { pictureEncodings } from '#hearing';
import type { LineFrame } from '#protocol';
import { later } from '../later.js';
import { courtSdp } from './court-sdp.js';
import { mended, watchWay } from './mended.js';
import { keepRates } from './own-rates.js';
import { setPacketTime } from './packet-time.js';

/** Milliseconds in which sound has the way alone, once there is one. */
const SOUND_FIRST_MS = 300;

interface SenderEvents {
  /** Who publishes and may be received, as feeds (`seat + 1`). */
  readonly feeds: (feeds: readonly number[]) => void;
  readonly lost: () => void;
  /** The way of the media is gone; `mend` may find another one. */
  readonly broken: () => void;
  /** What the line gives, where that was said. */
  readonly cap: () => LineFrame | undefined;
}

/** Own sound and picture. In the room at once; they go out when there are some. */
export class CourtSender {
  #stream: MediaStream | null = null;
  #joined = false;
  #offered = false;
  #pictures = false;
  #adapting: Promise<void> = Promise.resolve();

  private constructor(
    private readonly handle: PluginHandle,
    private readonly events: SenderEvents,
  ) {}

  static async start(session: JanusSession, events: SenderEvents): Promise<CourtSender> {
    const made: { sender?: CourtSender } = {};
    const handle = await session.attach({
      onmessage: (message, jsep) => made.sender?.read(message as Record<string, unknown>, jsep),
      webrtcState: (up) => {
        if (!up) events.lost();
        else later(() => made.sender?.showPictures(), SOUND_FIRST_MS);
      },
      connectionState: watchWay(events.broken),
      ondetached: () => events.lost(),
    });
    const sender = new CourtSender(handle, events);
    made.sender = sender;
    handle.send({ message: { request: 'join', ptype: 'publisher' } });
    return sender;
  }

  /** Another stream in place of the former; null: nothing goes out any more when this resolves. */
  async send(stream: MediaStream | null): Promise<void> {
    this.#stream = stream;
    this.#offer();
    const connection = this.#connection;
    const replaced = (connection?.getTransceivers() ?? []).map(async ({ sender, receiver }) => {
      const track = stream?.getTracks().find(({ kind }) => kind === receiver.track.kind) ?? null;
      if (sender.track !== track) await sender.replaceTrack(track);
    });
    await Promise.all(replaced);
  }

  /** What the line gives has changed. Sound goes on meanwhile; the server is told nothing. */
  adapt(): Promise<void> {
    const apply = async (): Promise<void> => {
      const [connection, cap] = [this.#connection, this.events.cap()];
      if (connection === undefined || connection.connectionState === 'closed') return;
      if (cap !== undefined) await setPacketTime(connection, cap.opus.ptime);
      await keepRates(connection, cap, this.#pictures);
    };
    this.#adapting = this.#adapting.then(apply).catch(() => undefined);
    return this.#adapting;
  }

  showPictures(): void {
    this.#pictures = true;
    void this.adapt();
  }

  read(message: Record<string, unknown>, jsep?: { type?: string; sdp?: string }): void {
    if (message['error_code'] !== undefined || message['videoroom'] === 'destroyed') return this.events.lost();
    const publishers = message['publishers'];
    if (Array.isArray(publishers)) this.events.feeds((publishers as { id: number }[]).map(({ id }) => id));
    if (message['videoroom'] === 'joined') {
      this.#joined = true;
      this.#offer();
    }
    if (jsep?.type !== 'answer') return;
    // An answer opens every layer.
    const success = () => void this.adapt();
    this.handle.handleRemoteJsep({ jsep: jsep as never, success, error: () => this.events.lost() });
  }

  /** Another way for the same connection, where its own is gone: ICE restart. Rejects when there is none. */
  async mend(): Promise<void> {
    const connection = this.#connection;
    await this.#adapting;
    if (connection === undefined && this.#joined && !this.#offered) return;
    if (connection?.signalingState !== 'stable') throw new Error('media-lost');
    if (connection.connectionState === 'connected') return;
    this.handle.createOffer({
      iceRestart: true,
      customizeSdp: (jsep) => {
        jsep.sdp = courtSdp(jsep.sdp ?? '');
      },
      success: ({ type, sdp }) => this.handle.send({ message: { request: 'configure' }, jsep: { type, sdp } as never }),
      error: () => this.events.lost(),
    });
    await mended(connection);
  }

  get #connection(): RTCPeerConnection | undefined {
    return (this.handle.webrtcStuff.pc as RTCPeerConnection | null | undefined) ?? undefined;
  }

  /** Once, when there is something to send; later streams take its place without being negotiated. */
  #offer(): void {
    const stream = this.#stream;
    if (!this.#joined || this.#offered || stream === null) return;
    this.#offered = true;
    this.handle.createOffer({
      tracks: stream.getTracks().map((track) => ({
        type: track.kind as 'audio' | 'video',
        capture: track,
        recv: false,
        dontStop: true,
        ...inLayers(track),
      })),
      customizeSdp: (jsep) => {
        jsep.sdp = courtSdp(jsep.sdp ?? '');
      },
      success: (jsep) => {
        this.handle.send({ message: { request: 'publish' }, jsep: { type: jsep.type, sdp: jsep.sdp } as never });
        void this.adapt();
        // What was chosen while the offer was being made.
        void this.send(this.#stream);
      },
      error: () => this.events.lost(),
    });
  }
}

/** A camera that is large enough goes out in several sizes at once. */
function inLayers(track: MediaStreamTrack) {
  const sendEncodings = pictureEncodings(track.kind === 'video' ? (track.getSettings().height ?? 0) : 0);
  return sendEncodings.length === 0 ? {} : { simulcast: true, sendEncodings };
}
