import type WebSocket from 'ws';
import { connectTo, type MediaPlane } from './media-plane.js';

type Message = Record<string, unknown>;

/** What a test asks of Janus itself, over a socket of its own: rooms, mostly. */
export class JanusControl {
  #next = 1;
  #session = 0;
  #handle = 0;
  readonly #waiting = new Map<string, (message: Message) => void>();

  private constructor(
    readonly socket: WebSocket,
    readonly credentials: Readonly<Record<string, string>>,
  ) {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      if (message['janus'] !== 'ack') this.#waiting.get(String(message['transaction']))?.(message);
    });
  }

  static async open(plane: MediaPlane): Promise<JanusControl> {
    const socket = connectTo(plane);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const control = new JanusControl(socket, plane.credentials);
    control.#session = idOf(await control.#ask({ janus: 'create' }));
    control.#handle = idOf(await control.#ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' }));
    return control;
  }

  /** A VideoRoom request; answers `plugindata.data`. */
  async request(body: Message): Promise<Message> {
    const answer = await this.#ask({ janus: 'message', handle_id: this.#handle, body });
    return (answer['plugindata'] as { data: Message }).data;
  }

  /** A room without secrets; `extra` overrides. */
  async createRoom(room: number, extra: Message = {}): Promise<void> {
    const data = await this.request({
      request: 'create',
      room,
      publishers: 2,
      audiocodec: 'opus',
      videocodec: 'vp9',
      audiolevel_ext: false,
      videoorient_ext: false,
      playoutdelay_ext: false,
      notify_joining: false,
      ...extra,
    });
    if (data['videoroom'] !== 'created') throw new Error(`room ${room}: ${JSON.stringify(data)}`);
  }

  destroyRoom(room: number): Promise<Message> {
    return this.request({ request: 'destroy', room });
  }

  /** Ends the connection of somebody's handle, as Janus does when ICE failed. */
  hangUp(session: number, handle: number): Promise<Message> {
    return this.#ask({ janus: 'hangup', session_id: session, handle_id: handle });
  }

  close(): void {
    this.socket.close();
  }

  #ask(message: Message): Promise<Message> {
    const transaction = `t${this.#next++}`;
    const session = this.#session === 0 ? {} : { session_id: this.#session };
    return new Promise((resolve) => {
      this.#waiting.set(transaction, resolve);
      this.socket.send(JSON.stringify({ ...session, ...message, transaction, ...this.credentials }));
    });
  }
}

const idOf = (message: Message): number => (message['data'] as { id: number }).id;
