import './plain.js';
import { entries } from 'idb-keyval';
import { attachRemote, Consultation, type ConsultationOptions, type ConsultationState } from '#calling';
import type { PartyBooking } from '#protocol';

type SealCounters = Parameters<NonNullable<ConsultationOptions['onCounters']>>[0];

/** A device without a face: what tests drive. Every connection and capture track of the page is kept to be looked at. */
export interface CallingPage {
  /** `workerUrl`: another seal worker than the real one; `device`: of an enrolled device. */
  begin(booking: PartyBooking, workerUrl?: string, device?: CryptoKeyPair): void;
  consultation: Consultation | undefined;
  state: ConsultationState;
  states: ConsultationState[];
  /** When the state became what it is, milliseconds since the epoch. */
  changedAt: number;
  tracks: MediaStreamTrack[];
  connections: RTCPeerConnection[];
  asked: number;
  /** The camera gives small pictures, few a second: several devices share a machine. */
  smallCamera: boolean;
  /** Media go through the relay, or not at all. */
  relayOnly: boolean;
  /** When the last capture track was stopped, milliseconds since the epoch. */
  stoppedAt: number;
  /** What became of the last wish to share a window. */
  sharing: string | undefined;
  /** The window that is shared is a drawn one. */
  drawnWindow: boolean;
  /** Frames passed and dropped, as the seal worker counted them by now. */
  count(): Promise<SealCounters>;
}

let counted: (counters: SealCounters) => void = () => undefined;
const page: CallingPage = {
  consultation: undefined,
  state: { name: 'idle' },
  states: [],
  changedAt: 0,
  tracks: [],
  connections: [],
  asked: 0,
  smallCamera: false,
  relayOnly: false,
  stoppedAt: 0,
  sharing: undefined,
  drawnWindow: false,
  count: () =>
    new Promise((resolve) => {
      counted = resolve;
      page.consultation?.count();
    }),
  begin(booking, workerUrl, device) {
    const consultation = new Consultation({
      booking,
      device,
      ...(workerUrl === undefined ? {} : { workerUrl }),
      onCounters: (counters) => counted(counters),
      onState: (state) => {
        page.state = state;
        page.states.push(state);
        page.changedAt = Date.now();
      },
      onChange: () => {
        for (const [index, { stream }] of consultation.remotes.entries()) void attachRemote(elementOf(index), stream);
      },
    });
    page.consultation = consultation;
    (document.querySelector('#enter') as HTMLButtonElement).onclick = () => void consultation.enter();
    (document.querySelector('#again') as HTMLButtonElement).onclick = () => void consultation.again();
    (document.querySelector('#window') as HTMLButtonElement).onclick = () =>
      void consultation.talk.window.begin().then((answer) => (page.sharing = answer));
  },
};
(globalThis as unknown as { calling: CallingPage }).calling = page;

/** The first other party is at `#remote`, the next ones beside it. */
function elementOf(index: number): HTMLVideoElement {
  const known = document.querySelectorAll('video')[index];
  return known ?? document.body.appendChild(document.createElement('video'));
}

/** Every capture track is kept, and when it was stopped. */
function keep(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    page.tracks.push(track);
    const stop = track.stop.bind(track);
    track.stop = () => {
      stop();
      page.stoppedAt = Date.now();
    };
  }
}

const devices = navigator.mediaDevices;
const getUserMedia = devices.getUserMedia.bind(devices);
devices.getUserMedia = async (constraints) => {
  page.asked += 1;
  const small = page.smallCamera && constraints?.video;
  const video = small ? { width: 160, height: 90, frameRate: 5 } : constraints?.video;
  const stream = await getUserMedia({ ...constraints, ...(video === undefined ? {} : { video }) });
  keep(stream);
  return stream;
};
/** 960×720: the left half red, the right half blue. */
function drawnWindow(): MediaStream {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [960, 720];
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  setInterval(() => {
    pen.fillStyle = '#d01010';
    pen.fillRect(0, 0, 480, 720);
    pen.fillStyle = '#1010d0';
    pen.fillRect(480, 0, 480, 720);
  }, 100);
  return canvas.captureStream(10);
}

const getDisplayMedia = devices.getDisplayMedia.bind(devices);
devices.getDisplayMedia = async (options) => {
  page.asked += 1;
  let stream = await getDisplayMedia(options);
  if (page.drawnWindow) {
    // Chromium's own fake window looks like its fake camera: a page that can be told from it takes its place.
    for (const track of stream.getTracks()) track.stop();
    stream = drawnWindow();
  }
  keep(stream);
  return stream;
};
const Original = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Original {
  constructor(configuration?: RTCConfiguration) {
    super(page.relayOnly ? { ...configuration, iceTransportPolicy: 'relay' } : configuration);
    page.connections.push(this);
  }
};

async function inboundReports(): Promise<Record<string, unknown>[]> {
  const open = page.connections.filter(({ connectionState }) => connectionState !== 'closed');
  const reports = await Promise.all(open.map((connection) => connection.getStats()));
  return reports.flatMap((report) => [...report.values()]).filter(({ type }) => type === 'inbound-rtp');
}
Object.assign(globalThis, {
  inboundReports,
  /** What the seal worker keeps of rounds. */
  roundsOf: async () =>
    (await entries<string, unknown>()).flatMap(([key, round]) => (key.startsWith('round:') ? [round] : [])),
  /** Audio samples that were decoded and played on the connections that are open now. */
  receivedSamples: async () =>
    (await inboundReports()).reduce((sum, report) => sum + (Number(report['totalSamplesReceived']) || 0), 0),
});
