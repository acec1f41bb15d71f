import type { JanusSession, PluginHandle } from '#calling';
import { courtSdp } from './court-sdp.js';

interface SenderEvents {
  /** Who publishes and may be received, as feeds (`seat + 1`). */
  readonly feeds: (feeds: readonly number[]) => void;
  readonly lost: () => void;
}

/** Own sound and picture. In the room at once; they go out when there are some. */
export class CourtSender {
  #stream: MediaStream | null = null;
  #joined = false;
  #offered = false;

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
      },
      connectionState: (state) => {
        if (state === 'failed') events.lost();
      },
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
    const connection = this.handle.webrtcStuff.pc as RTCPeerConnection | undefined;
    const replaced = (connection?.getTransceivers() ?? []).map(async ({ sender, receiver }) => {
      const track = stream?.getTracks().find(({ kind }) => kind === receiver.track.kind) ?? null;
      if (sender.track !== track) await sender.replaceTrack(track);
    });
    await Promise.all(replaced);
  }

  read(message: Record<string, unknown>, jsep?: { type?: string; sdp?: string }): void {
    if (message['error_code'] !== undefined || message['videoroom'] === 'destroyed') return this.events.lost();
    const publishers = message['publishers'];
    if (Array.isArray(publishers)) this.events.feeds((publishers as { id: number }[]).map(({ id }) => id));
    if (message['videoroom'] === 'joined') {
      this.#joined = true;
      this.#offer();
    }
    if (jsep?.type === 'answer') this.handle.handleRemoteJsep({ jsep: jsep as never, error: () => this.events.lost() });
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
      })),
      customizeSdp: (jsep) => {
        jsep.sdp = courtSdp(jsep.sdp ?? '');
      },
      success: (jsep) => {
        this.handle.send({ message: { request: 'publish' }, jsep: { type: jsep.type, sdp: jsep.sdp } as never });
        // What was chosen while the offer was being made.
        void this.send(this.#stream);
      },
      error: () => this.events.lost(),
    });
  }
}
