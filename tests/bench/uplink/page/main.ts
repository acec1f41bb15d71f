import type { LineFrame } from '#protocol';
import { attachRemote } from '../../../../libs/calling/src/attach-remote.js';
import { HearingMedia } from '../../../../apps/web/court/media/hearing-media.js';

/** Since the stream's beginning, as W3C webrtc-stats counts. Seconds where the name says nothing else. */
export interface Look {
  readonly samples: number;
  readonly concealed: number;
  readonly silent: number;
  readonly bufferDelay: number;
  readonly bufferEmitted: number;
  readonly pictureBytes: number;
  readonly pictures: number;
}

export interface Entry {
  readonly url: string;
  readonly grant: string;
  readonly cap: LineFrame;
  /** False: lost sound is asked for again by nobody. */
  readonly nack: boolean;
}

/** A device in court with the product's own media, and nothing of its screens. */
export interface UplinkPage {
  /** Resolves once somebody else is heard. */
  enter(entry: Entry): Promise<void>;
  /** A look at once, and one more each second. */
  looks(seconds: number): Promise<Look[]>;
  leave(): void;
}

/** Small, so that two cores have time for two browsers. */
const CAMERA = { width: 320, height: 180, frameRate: 15 };
const CODEC = 111;

const connections: RTCPeerConnection[] = [];
let nack = true;
let media: HearingMedia | undefined;

const plain = <T extends { sdp?: string }>(description: T): T =>
  nack || description.sdp === undefined
    ? description
    : { ...description, sdp: description.sdp.replaceAll(`a=rtcp-fb:${CODEC} nack\r\n`, '') };

const Native = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
  override setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
    return super.setLocalDescription(description && plain(description));
  }
  override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    return super.setRemoteDescription(plain(description));
  }
};

async function lookNow(): Promise<Look> {
  const open = connections.filter(({ connectionState }) => connectionState === 'connected');
  const reports = await Promise.all(open.map((connection) => connection.getStats()));
  const all = reports.flatMap((report) => [...report.values()] as Record<string, unknown>[]);
  const of = (kind: string) => all.filter((one) => one['type'] === 'inbound-rtp' && one['kind'] === kind);
  const sum = (kind: string, name: string) => of(kind).reduce((so, one) => so + (Number(one[name]) || 0), 0);
  return {
    samples: sum('audio', 'totalSamplesReceived'),
    concealed: sum('audio', 'concealedSamples'),
    silent: sum('audio', 'silentConcealedSamples'),
    bufferDelay: sum('audio', 'jitterBufferDelay'),
    bufferEmitted: sum('audio', 'jitterBufferEmittedCount'),
    pictureBytes: sum('video', 'bytesReceived'),
    pictures: sum('video', 'framesDecoded'),
  };
}

const second = () => new Promise((resolve) => setTimeout(resolve, 1000));

const page: UplinkPage = {
  enter: async (entry) => {
    nack = entry.nack;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: CAMERA });
    const element = document.querySelector('video') as HTMLVideoElement;
    const tiles = new Map<number, { height: number; main: boolean }>();
    media = new HearingMedia({
      url: entry.url,
      cap: () => entry.cap,
      tiles: () => tiles,
      changed: (remotes) => {
        for (const [seat, remote] of remotes) {
          tiles.set(seat, { height: CAMERA.height, main: true });
          void attachRemote(element, remote);
        }
      },
      seen: () => undefined,
      lost: () => console.error('the connection is lost'),
      broken: () => console.error('the line is cut'),
      missing: () => undefined,
    });
    await media.connect(entry.grant);
    await media.send(stream);
    while ((await lookNow()).samples === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  },
  looks: async (seconds) => {
    const looks = [await lookNow()];
    while (looks.length <= seconds) {
      await second();
      looks.push(await lookNow());
    }
    return looks;
  },
  leave: () => media?.close(),
};
(globalThis as unknown as { uplink: UplinkPage }).uplink = page;
