import { randomInt } from 'node:crypto';
import { Audio, PeerConnection, type Track } from 'node-datachannel';
import { MEDIA_ATTRIBUTES } from '../../../apps/facility/src/gateway/sdp-lines.js';

const OPUS = 111;
const HEADER = 12;
const UP_SECONDS = 30;

/** What somebody's packets carry, so that a listener knows whose they are: Janus passes the payload on as it is. */
export interface Voice {
  readonly mark: number;
  /** Bytes of payload. */
  readonly size: number;
}

/** Sound of a device without a browser: sends as one voice, or counts what comes by voice. */
export class SoundPeer {
  /** Packets that came, by mark. */
  readonly heard = new Map<number, number>();
  sent = 0;
  readonly #connection = new PeerConnection('sound', { iceServers: [] });
  readonly #ssrc = randomInt(1, 2 ** 31);
  /** Kept, or their messages would end with them. */
  readonly #tracks: Track[] = [];
  #serial = 0;

  /** The offer of somebody who sends. */
  async offer(): Promise<string> {
    const audio = new Audio('0', 'SendOnly');
    audio.addOpusCodec(OPUS);
    audio.addSSRC(this.#ssrc, 'sound');
    this.#tracks.push(this.#connection.addTrack(audio));
    this.#connection.setLocalDescription('offer');
    return this.#described();
  }

  /** Resolves when packets can be sent. */
  async accept(answer: string): Promise<void> {
    this.#connection.setRemoteDescription(answer, 'answer');
    await until(() => this.#tracks[0]?.isOpen() === true, 'what sends does not come up');
  }

  /** The answer of somebody who listens; from then on it counts. */
  async answer(offer: string): Promise<string> {
    this.#connection.onTrack((track) => {
      this.#tracks.push(track);
      track.onMessage((packet) => this.#count(packet));
    });
    this.#connection.setRemoteDescription(offer, 'offer');
    return this.#described();
  }

  /** One packet of 20 ms. A connection that is closed sends nothing. */
  send({ mark, size }: Voice): void {
    const [track] = this.#tracks;
    if (track?.isOpen() !== true) return;
    this.#serial += 1;
    const packet = Buffer.alloc(HEADER + size, mark);
    packet.writeUInt16BE(0x8000 | OPUS, 0);
    packet.writeUInt16BE(this.#serial & 0xffff, 2);
    packet.writeUInt32BE((this.#serial * 960) >>> 0, 4);
    packet.writeUInt32BE(this.#ssrc, 8);
    try {
      if (track.sendMessageBinary(packet)) this.sent += 1;
    } catch {
      // it was closed from the other end since it was asked
    }
  }

  close(): void {
    this.#connection.close();
  }

  #count(packet: Buffer): void {
    // RTCP has types 200 to 206 where RTP has its payload type.
    if ((packet[1]! & 0x7f) !== OPUS) return;
    const mark = packet.at(-1)!;
    this.heard.set(mark, (this.heard.get(mark) ?? 0) + 1);
  }

  /** Once all candidates are in it, without the lines that a gateway refuses. */
  async #described(): Promise<string> {
    const connection = this.#connection;
    const complete = () => connection.gatheringState() === 'complete' && connection.localDescription() !== null;
    await until(complete, 'no description');
    const lines = connection
      .localDescription()!
      .sdp.split(/\r?\n/)
      .filter((line) => {
        const [, name = '', value = ''] = /^a=([A-Za-z0-9-]+)(?::(.*))?$/.exec(line) ?? [];
        return !line.startsWith('a=') || MEDIA_ATTRIBUTES[name]?.test(value) === true;
      });
    return lines.join('\r\n');
  }
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + UP_SECONDS * 1000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
