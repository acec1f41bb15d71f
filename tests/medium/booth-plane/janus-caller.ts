import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { PlaneContact } from '../../../libs/janus/src/plane-contact.js';

type Json = Record<string, unknown>;

/** Speaks to the plane's own socket with every secret, as an intruder could who holds contact.json. */
export class JanusCaller {
  readonly events: Json[] = [];
  private readonly waiting = new Map<string, (answer: Json) => void>();
  private session = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly contact: PlaneContact,
  ) {
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Json;
      const done = this.waiting.get(String(answer['transaction']));
      if (done === undefined || answer['janus'] === 'ack') this.events.push(answer);
      else done(answer);
    });
  }

  static async connect(contact: PlaneContact): Promise<JanusCaller> {
    const socket = new WebSocket(`ws+unix:${contact.apiSocket}:/`, 'janus-protocol');
    await new Promise((done, failed) => socket.once('open', done).once('error', failed));
    const caller = new JanusCaller(socket, contact);
    caller.session = ((await caller.ask({ janus: 'create' }))['data'] as { id: number }).id;
    return caller;
  }

  async attach(): Promise<number> {
    const answer = await this.ask({ janus: 'attach', session_id: this.session, plugin: 'janus.plugin.videoroom' });
    return (answer['data'] as { id: number }).id;
  }

  /** The plugin's answer, and its JSEP when it has one. */
  async request(handle: number, body: Json, jsep?: Json): Promise<{ data: Json; jsep: Json | undefined }> {
    const message = { janus: 'message', session_id: this.session, handle_id: handle, body };
    const answer = await this.ask(jsep === undefined ? message : { ...message, jsep });
    const plugin = answer['plugindata'] as { data: Json } | undefined;
    return { data: plugin?.data ?? answer, jsep: answer['jsep'] as Json | undefined };
  }

  close(): void {
    this.socket.terminate();
  }

  private ask(message: Json): Promise<Json> {
    const transaction = randomUUID();
    const answered = new Promise<Json>((done) => this.waiting.set(transaction, done));
    this.socket.send(JSON.stringify({ ...message, transaction, apisecret: this.contact.apiSecret }));
    return answered;
  }
}

/** An audio offer from nowhere: enough to make Janus bind its media sockets. */
export const LONE_OFFER = {
  type: 'offer',
  sdp: `${['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'a=msid-semantic: WMS s', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=sendonly', 'a=rtcp-mux', 'a=setup:actpass', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx', `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`, 'a=rtpmap:111 opus/48000/2', 'a=ssrc:1 cname:c', 'a=msid:s t'].join('\r\n')}\r\n`,
};

/** Makes a room and publishes `offer` in it. */
export async function publish(contact: PlaneContact, caller: JanusCaller, offer: Json = LONE_OFFER) {
  const handle = await caller.attach();
  await caller.request(handle, {
    request: 'create',
    room: 1,
    admin_key: contact.adminKey,
    secret: 's',
    videocodec: 'vp9',
  });
  const join = { request: 'joinandconfigure', ptype: 'publisher', room: 1 };
  const { data, jsep } = await caller.request(handle, join, offer);
  return { handle, publisher: data['id'] as number, answer: jsep as Json };
}
