import './plain.js';
import { attachRemote, Consultation, type ConsultationOptions, type ConsultationState } from '#calling';
import type { PartyBooking } from '#protocol';

type SealCounters = Parameters<NonNullable<ConsultationOptions['onCounters']>>[0];

/** A device without a face: what tests drive. Every connection and capture track of the page is kept to be looked at. */
export interface CallingPage {
  /** `workerUrl`: another seal worker than the real one. */
  begin(booking: PartyBooking, workerUrl?: string): void;
  consultation: Consultation | undefined;
  state: ConsultationState;
  states: ConsultationState[];
  tracks: MediaStreamTrack[];
  connections: RTCPeerConnection[];
  asked: number;
  /** Frames passed and dropped, as the seal worker counted them by now. */
  count(): Promise<SealCounters>;
}

let counted: (counters: SealCounters) => void = () => undefined;
const page: CallingPage = {
  consultation: undefined,
  state: { name: 'idle' },
  states: [],
  tracks: [],
  connections: [],
  asked: 0,
  count: () =>
    new Promise((resolve) => {
      counted = resolve;
      page.consultation?.count();
    }),
  begin(booking, workerUrl) {
    const consultation = new Consultation({
      booking,
      ...(workerUrl === undefined ? {} : { workerUrl }),
      onCounters: (counters) => counted(counters),
      onState: (state) => {
        page.state = state;
        page.states.push(state);
      },
      onChange: () => {
        const [remote] = consultation.remotes;
        if (remote) void attachRemote(document.querySelector('#remote') as HTMLVideoElement, remote.stream);
      },
    });
    page.consultation = consultation;
    (document.querySelector('#enter') as HTMLButtonElement).onclick = () => void consultation.enter();
  },
};
(globalThis as unknown as { calling: CallingPage }).calling = page;

const devices = navigator.mediaDevices;
const getUserMedia = devices.getUserMedia.bind(devices);
devices.getUserMedia = async (constraints) => {
  page.asked += 1;
  const stream = await getUserMedia(constraints);
  page.tracks.push(...stream.getTracks());
  return stream;
};
const Original = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Original {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
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
  /** Audio samples that were decoded and played on the connections that are open now. */
  receivedSamples: async () =>
    (await inboundReports()).reduce((sum, report) => sum + (Number(report['totalSamplesReceived']) || 0), 0),
});
