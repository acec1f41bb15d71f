import './plain.js';
import { attachRemote, Consultation, type ConsultationState } from '#calling';
import type { PartyBooking } from '#protocol';

/** A device without a face: what tests drive. Every connection and capture track of the page is kept to be looked at. */
export interface CallingPage {
  begin(booking: PartyBooking): void;
  consultation: Consultation | undefined;
  state: ConsultationState;
  states: ConsultationState[];
  tracks: MediaStreamTrack[];
  connections: RTCPeerConnection[];
  asked: number;
}

const page: CallingPage = {
  consultation: undefined,
  state: { name: 'idle' },
  states: [],
  tracks: [],
  connections: [],
  asked: 0,
  begin(booking) {
    const consultation = new Consultation({
      booking,
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
