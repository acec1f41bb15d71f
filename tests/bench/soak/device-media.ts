import { randomBytes, randomInt } from 'node:crypto';
import { Audio, PeerConnection, type Track } from 'node-datachannel';
import { Party } from '../../medium/gateway/party.js';
import { MEDIA_ATTRIBUTES } from '../../../apps/facility/src/gateway/sdp-lines.js';

const OPUS = 111;
/** As a sealed Opus frame of 20 ms at 32 kbit/s: noise, since nobody can tell it from one. */
const PAYLOAD = 122;
const PACKET_MS = 20;
const KEEPALIVE_MS = 20_000;
const UP_SECONDS = 30;

/** Where and as whom a device speaks Janus. `feeds`: own place + 1, and that of the other. */
export interface MediaSeat {
  readonly port: number;
  readonly host: string;
  readonly token: string;
  readonly other: number;
}

/** Packets of all devices, since the beginning. */
export const packets = { sent: 0, got: 0 };

type Asked = [handle: number, body: Record<string, unknown>, jsep?: { type: string; sdp: string }];

const sending = new Set<DeviceMedia>();
let ticking: NodeJS.Timeout | undefined;

/** What a browser has beside its session channel: one publisher and one subscriber, sending 50 packets a second. */
export class DeviceMedia {
  readonly #connections: PeerConnection[] = [];
  readonly #ssrc = randomInt(1, 2 ** 31);
  #track: Track | undefined;
  /** Kept, or its messages would end with it. */
  #heard: Track | undefined;
  #serial = 0;
  #next = performance.now();
  #got = 0;
  #keepalive: NodeJS.Timeout | undefined;

  private constructor(private readonly party: Party) {}

  static async start({ port, host, token, other }: MediaSeat): Promise<DeviceMedia> {
    const media = new DeviceMedia(await Party.connect(port, token, `http://${host}`, { host }));
    try {
      await media.#publish();
      await media.#subscribe(other);
      return media;
    } catch (error) {
      media.close();
      throw error;
    }
  }

  /** Sound of the other has come. */
  async hears(): Promise<void> {
    await until(
      () => this.#got > 0,
      `nothing is heard on a track that is ${this.#heard?.isOpen() ? 'open' : 'not open'}`,
    );
  }

  /** As when a device is switched off: nobody is told. */
  close(): void {
    sending.delete(this);
    clearInterval(this.#keepalive);
    for (const connection of this.#connections) connection.close();
    this.party.socket.terminate();
  }

  tick(now: number): void {
    for (; this.#next <= now; this.#next += PACKET_MS) {
      if (this.#track?.isOpen() !== true) continue;
      try {
        if (this.#track.sendMessageBinary(this.#packet())) packets.sent += 1;
      } catch {
        // it was closed from the other end since it was asked
      }
    }
  }

  #packet(): Buffer {
    this.#serial += 1;
    const header = Buffer.alloc(12);
    header.writeUInt16BE(0x8000 | OPUS, 0);
    header.writeUInt16BE(this.#serial & 0xffff, 2);
    header.writeUInt32BE((this.#serial * 960) >>> 0, 4);
    header.writeUInt32BE(this.#ssrc, 8);
    return Buffer.concat([header, randomBytes(PAYLOAD)]);
  }

  async #publish(): Promise<void> {
    await this.party.open();
    const session_id = this.party.session;
    this.#keepalive = setInterval(() => this.party.send({ janus: 'keepalive', session_id }), KEEPALIVE_MS);
    const { handle } = await this.party.joinPublisher();
    const connection = this.#connection();
    const audio = new Audio('0', 'SendOnly');
    audio.addOpusCodec(OPUS);
    audio.addSSRC(this.#ssrc, 'soak');
    this.#track = connection.addTrack(audio);
    connection.setLocalDescription('offer');
    const answer = await this.#negotiate(handle, { request: 'publish' }, await described(connection));
    connection.setRemoteDescription(answer, 'answer');
    await until(() => this.#track?.isOpen() === true, 'the publisher does not come up');
    this.#next = performance.now();
    sending.add(this);
    ticking ??= setInterval(() => sending.forEach((one) => one.tick(performance.now())), PACKET_MS).unref();
  }

  async #subscribe(feed: number): Promise<void> {
    await this.party.find((frame) => publishersOf(frame).includes(feed), UP_SECONDS);
    const handle = await this.party.attach();
    const join = { request: 'join', ptype: 'subscriber', streams: [{ feed }] };
    const offer = await this.#negotiate(handle, join);
    const connection = this.#connection();
    connection.onTrack((track) => {
      this.#heard = track;
      track.onMessage((packet) => {
        // RTCP has types 200 to 206 where RTP has its payload type.
        if ((packet[1]! & 0x7f) !== OPUS) return;
        this.#got += 1;
        packets.got += 1;
      });
    });
    connection.setRemoteDescription(offer, 'offer');
    await this.#ask(handle, { request: 'start' }, await described(connection));
  }

  #connection(): PeerConnection {
    const connection = new PeerConnection('soak', { iceServers: [] });
    this.#connections.push(connection);
    return connection;
  }

  async #ask(...[handle, body, jsep]: Asked) {
    const transaction = this.party.send(this.party.request(handle, body, jsep && { ...jsep, e2ee: true }));
    const answer = await this.party.find(
      (frame) => frame['transaction'] === transaction && frame.janus !== 'ack',
      UP_SECONDS,
    );
    if (answer.janus !== 'event') throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** @returns the description that Janus answers with. */
  async #negotiate(...asked: Asked): Promise<string> {
    const answer = await this.#ask(...asked);
    const sdp = (answer['jsep'] as { sdp?: string } | undefined)?.sdp;
    if (sdp === undefined) throw new Error(JSON.stringify(answer));
    return sdp;
  }
}

/** The own description, once all candidates are in it, without the lines that a booth's gateway refuses. */
async function described(connection: PeerConnection): Promise<{ type: string; sdp: string }> {
  await until(() => connection.gatheringState() === 'complete' && connection.localDescription() !== null, 'no offer');
  const { type, sdp } = connection.localDescription()!;
  const lines = sdp.split(/\r?\n/).filter((line) => {
    const [, name = '', value = ''] = /^a=([A-Za-z0-9-]+)(?::(.*))?$/.exec(line) ?? [];
    return !line.startsWith('a=') || MEDIA_ATTRIBUTES[name]?.test(value) === true;
  });
  return { type, sdp: lines.join('\r\n') };
}

function publishersOf(frame: Record<string, unknown>): number[] {
  const { data } = (frame['plugindata'] ?? {}) as { data?: { publishers?: { id: number }[] } };
  return data?.publishers?.map(({ id }) => id) ?? [];
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + UP_SECONDS * 1000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
