import library, { type JanusJS } from 'janus-gateway';

const Janus = library as unknown as typeof JanusJS.Janus;

/** A room of Janus and what it takes to get in. */
export interface PlainRoom {
  /** `ws://` address of Janus itself. */
  janus: string;
  room: number;
  apisecret?: string;
  pin?: string;
  /** Subscribers of a room with `require_pvtid` say a publisher's own. */
  private_id?: number;
}

/** A page as VideoRoom's own demonstration has it: no gateway, no keys. Baseline of benches, control of security tests. */
export interface PlainPage {
  /** Publishes microphone and camera into the room, and plays whoever else publishes there. */
  join(at: PlainRoom): Promise<void>;
  /** Only listens; keeps every audio payload that arrives. */
  listen(at: PlainRoom): Promise<void>;
  /** Subscribes to a feed whose id is known, without joining the room; keeps every audio payload. */
  tap(at: PlainRoom, feed: number): Promise<void>;
  /** Resolves when Janus has forgotten this page: a session whose line just drops is kept for a while. */
  leave(): Promise<void>;
  payloads: { timestamp: number; bytes: string }[];
}

const COLLECTOR = `
onrtctransform = ({ transformer }) => transformer.readable.pipeThrough(new TransformStream({
  transform(frame, controller) {
    const copy = new Uint8Array(frame.data).slice();
    postMessage({ timestamp: frame.getMetadata().rtpTimestamp ?? frame.timestamp, bytes: copy });
    controller.enqueue(frame);
  },
})).pipeTo(transformer.writable);
`;

const sessions: JanusJS.Janus[] = [];

function openSession({ janus: server, apisecret }: PlainRoom): Promise<JanusJS.Janus> {
  const adapter = { browserDetails: { browser: 'chrome', version: 0 } };
  Janus.init({ debug: false, dependencies: Janus.useDefaultDependencies({ adapter }) });
  return new Promise((resolve, reject) => {
    const session: JanusJS.Janus = new Janus({
      server,
      iceServers: [],
      ...(apisecret === undefined ? {} : { apisecret }),
      success: () => {
        sessions.push(session);
        resolve(session);
      },
      error: reject,
    });
  });
}

function play(track: MediaStreamTrack): void {
  const element = document.querySelector('#remote') as HTMLVideoElement;
  const stream = element.srcObject instanceof MediaStream ? element.srcObject : new MediaStream();
  stream.addTrack(track);
  element.srcObject = stream;
  void element.play().catch(() => undefined);
}

function subscribe(session: JanusJS.Janus, at: PlainRoom, feed: number, collect: boolean): void {
  const { room } = at;
  const worker = collect ? new Worker(URL.createObjectURL(new Blob([COLLECTOR]))) : undefined;
  if (worker) worker.onmessage = ({ data }) => keep(data as { timestamp: number; bytes: Uint8Array });
  let handle: JanusJS.PluginHandle;
  session.attach({
    plugin: 'janus.plugin.videoroom',
    success: (attached) => {
      handle = attached;
      handle.send({ message: { request: 'join', ptype: 'subscriber', ...roomOf(at), streams: [{ feed }] } });
    },
    onmessage: (_message, jsep) => {
      if (jsep?.type !== 'offer') return;
      handle.createAnswer({
        jsep,
        externalEncryption: collect,
        success: (answer) => handle.send({ message: { request: 'start', room }, jsep: answer }),
      });
      if (!worker) return;
      handle.webrtcStuff.pc.addEventListener('track', ({ track, receiver }) => {
        receiver.transform = new RTCRtpScriptTransform(track.kind === 'audio' ? worker : new Worker(passing()));
      });
    },
    onremotetrack: (track, _mid, on) => {
      if (on && !collect) play(track);
      else if (on && track.kind === 'audio') play(track);
    },
  });
}

const passing = () =>
  URL.createObjectURL(
    new Blob(['onrtctransform = ({ transformer }) => transformer.readable.pipeTo(transformer.writable)']),
  );

function keep({ timestamp, bytes }: { timestamp: number; bytes: Uint8Array }): void {
  plain.payloads.push({ timestamp, bytes: btoa(String.fromCharCode(...bytes)) });
}

const roomOf = ({ room, pin, private_id }: PlainRoom) => ({
  room,
  ...(pin === undefined ? {} : { pin }),
  ...(private_id === undefined ? {} : { private_id }),
});

async function enterRoom(at: PlainRoom, publish: MediaStream | undefined): Promise<void> {
  const session = await openSession(at);
  const known = new Set<number>();
  const meet = (message: JanusJS.Message) => {
    for (const { id } of (message['publishers'] ?? []) as { id: number }[]) {
      if (!known.has(id)) subscribe(session, at, id, publish === undefined);
      known.add(id);
    }
  };
  let handle: JanusJS.PluginHandle;
  session.attach({
    plugin: 'janus.plugin.videoroom',
    success: (attached) => {
      handle = attached;
      handle.send({ message: { request: 'join', ptype: 'publisher', ...roomOf(at), display: 'plain' } });
    },
    onmessage: (message, jsep) => {
      meet(message);
      if (message['videoroom'] === 'joined' && publish) {
        handle.createOffer({
          tracks: publish.getTracks().map((track) => ({ type: track.kind as 'audio', capture: track, recv: false })),
          success: (offer) => handle.send({ message: { request: 'configure', audio: true, video: true }, jsep: offer }),
        });
      }
      if (jsep?.type === 'answer') handle.handleRemoteJsep({ jsep });
    },
  });
}

const plain: PlainPage = {
  payloads: [],
  join: async (at) => {
    const video = { width: 640, height: 360, frameRate: 20 };
    await enterRoom(at, await navigator.mediaDevices.getUserMedia({ audio: true, video }));
  },
  tap: async (at, feed) => subscribe(await openSession(at), at, feed, true),
  listen: (at) => enterRoom(at, undefined),
  leave: async () => {
    for (const session of sessions.splice(0)) {
      await new Promise<void>((success) => session.destroy({ success, error: () => success() }));
    }
  },
};
(globalThis as unknown as { plain: PlainPage }).plain = plain;
