import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../../libs/testing/src/browser/namespace-chromium.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { type GatewayApp, openBooth, startGateway } from '../../medium/gateway/gateway-app.js';
import { type Frame, Party } from '../../medium/gateway/party.js';
import { type RealJanus, startRealJanus, until } from '../../medium/gateway/real-janus.js';

let namespace: TestNamespace;
let janus: RealJanus;
let app: GatewayApp;
let browser: Browser;

beforeAll(async () => {
  namespace = await TestNamespace.create();
  janus = await startRealJanus(namespace);
  app = await startGateway(janus);
  browser = await launchChromium(namespace);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await janus?.stop();
  await namespace?.remove();
});

interface Kept {
  connections: Record<string, RTCPeerConnection>;
}

/** Everything Chromium would offer by itself, or (`restricted`) what a booth may. */
function offer(page: Page, restricted: boolean): Promise<string> {
  return page.evaluate(async (strict) => {
    const connection = new RTCPeerConnection();
    const kept = globalThis as unknown as Kept;
    kept.connections = { ...kept.connections, publish: connection };
    const context = new AudioContext();
    const tone = context.createOscillator();
    const sound = context.createMediaStreamDestination();
    tone.connect(sound);
    tone.start();
    const canvas = document.createElement('canvas');
    const paint = canvas.getContext('2d');
    setInterval(() => paint?.fillRect(Math.random() * 300, 0, 10, 10), 50);
    const tracks = [...sound.stream.getAudioTracks(), ...canvas.captureStream(20).getVideoTracks()];
    for (const track of tracks) {
      const transceiver = connection.addTransceiver(track, { direction: strict ? 'sendonly' : 'sendrecv' });
      const known = RTCRtpSender.getCapabilities(track.kind)?.codecs ?? [];
      const wanted = known.filter(({ mimeType, sdpFmtpLine }) =>
        track.kind === 'audio' ? mimeType === 'audio/opus' : mimeType === 'video/rtx' || sdpFmtpLine === 'profile-id=0',
      );
      if (strict) transceiver.setCodecPreferences(wanted);
    }
    const made = await connection.createOffer();
    if (strict) made.sdp = (made.sdp ?? '').replace(/a=extmap:.*ssrc-audio-level\r\n/g, '');
    await connection.setLocalDescription(made);
    await new Promise<void>((resolve) => {
      if (connection.iceGatheringState === 'complete') resolve();
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve();
    });
    return connection.localDescription?.sdp ?? '';
  }, restricted);
}

const eventOf = (party: Party, transaction: string): Promise<Frame> =>
  party.find((frame) => frame['transaction'] === transaction && frame.janus === 'event');
const sdpOf = (frame: Frame): string => (frame['jsep'] as { sdp: string }).sdp;

async function publish(page: Page, party: Party, handle: number): Promise<string> {
  const sdp = await offer(page, true);
  const answered = await eventOf(
    party,
    party.send(party.request(handle, { request: 'publish' }, { type: 'offer', sdp, e2ee: true })),
  );
  const answer = sdpOf(answered);
  await page.evaluate(async (text) => {
    await (globalThis as unknown as Kept).connections['publish']?.setRemoteDescription({ type: 'answer', sdp: text });
  }, answer);
  await party.find((frame) => frame.janus === 'webrtcup' && frame['sender'] === handle, 20);
  return answer;
}

test('two browsers publish and receive through the gateway; constant bit rate is in the answer', async () => {
  const { session, room, tokens } = await openBooth(app);
  const [one, two] = [await Party.connect(app.port, tokens[0]), await Party.connect(app.port, tokens[1])];
  const pages = [await browser.newPage(), await browser.newPage()] as const;
  await one.open();
  await two.open();
  const first = await one.joinPublisher();
  const second = await two.joinPublisher();
  const answer = await publish(pages[0], one, first.handle);
  expect(answer).toMatch(/a=fmtp:111 [^\r]*cbr=1;usedtx=0\r\n/);
  expect(answer).not.toContain(String(room.id));
  await publish(pages[1], two, second.handle);
  const told = await two.find((frame) => JSON.stringify(frame).includes('"publishers":[{"id":1}]'));
  expect(told['plugindata']).toMatchObject({ data: { publishers: [{ id: 1 }] } });

  const listening = await two.attach();
  const join = { request: 'join', ptype: 'subscriber', streams: [{ feed: 1 }] };
  const offered = await eventOf(two, two.send(two.request(listening, join)));
  const reply = await pages[1].evaluate(async (text) => {
    const connection = new RTCPeerConnection();
    (globalThis as unknown as Kept).connections['listen'] = connection;
    await connection.setRemoteDescription({ type: 'offer', sdp: text });
    await connection.setLocalDescription();
    await new Promise<void>((resolve) => {
      if (connection.iceGatheringState === 'complete') resolve();
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve();
    });
    return connection.localDescription?.sdp ?? '';
  }, sdpOf(offered));
  const started = await eventOf(
    two,
    two.send(two.request(listening, { request: 'start' }, { type: 'answer', sdp: reply, e2ee: true })),
  );
  expect(started['plugindata']).toMatchObject({ data: { started: 'ok' } });
  const received = () =>
    pages[1].evaluate(async () => {
      const stats = await (globalThis as unknown as Kept).connections['listen']?.getStats();
      const bytes: Record<string, number> = {};
      stats?.forEach((entry: { type: string; kind?: string; bytesReceived?: number }) => {
        if (entry.type === 'inbound-rtp') bytes[entry.kind as string] = entry.bytesReceived ?? 0;
      });
      return bytes;
    });
  await until(async () => {
    const { audio = 0, video = 0 } = await received();
    return audio > 5000 && video > 5000;
  }, 30);
  for (const party of [one, two])
    expect(JSON.stringify(party.frames)).not.toMatch(new RegExp(`${room.pin}|${room.id}|private_id`));
  expect(app.refusals.seen).toEqual([]);
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
  await Promise.all(pages.map((page) => page.close()));
});

test('what Chromium offers by itself is refused', async () => {
  const { session, tokens } = await openBooth(app);
  const party = await Party.connect(app.port, tokens[0]);
  const page = await browser.newPage();
  await party.open();
  const { handle } = await party.joinPublisher();
  const sdp = await offer(page, false);
  const send = (text: string) =>
    party.outcome(party.request(handle, { request: 'publish' }, { type: 'offer', sdp: text, e2ee: true }));
  expect(await send(sdp)).toMatch(/^sdp-(codec|audio-level|attribute)$/);
  await page.close();
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
});
