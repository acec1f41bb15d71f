// A real browser as publisher, run inside the test's namespace: prints its offer, reads the answer, prints "playing"
// when media flow, counts what arrives at a UDP port of its own and prints it for every line it reads.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const page = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<p>peer'));
await new Promise((done) => page.listen(0, '127.0.0.1', done));
const tap = createSocket('udp4');
let received = 0;
tap.on('message', () => (received += 1));
await new Promise((done) => tap.bind(0, '0.0.0.0', done));

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    '--disable-gpu',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
});
const peer = await browser.newPage();
await peer.goto(`http://localhost:${page.address().port}/`);
const offer = await peer.evaluate(async () => {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true });
  globalThis.connection = new RTCPeerConnection();
  for (const track of media.getTracks()) globalThis.connection.addTrack(track, media);
  await globalThis.connection.setLocalDescription();
  await new Promise((done) => (globalThis.connection.onicecandidate = ({ candidate }) => candidate ?? done()));
  return globalThis.connection.localDescription.toJSON();
});
print({ offer, tap: tap.address().port });
const answer = JSON.parse((await lines.next()).value);
await peer.evaluate(async (remote) => {
  await globalThis.connection.setRemoteDescription(remote);
  while (globalThis.connection.connectionState !== 'connected') await new Promise((done) => setTimeout(done, 50));
}, answer);
print({ playing: true });
for await (const _ of { [Symbol.asyncIterator]: () => lines }) print({ received });
await browser.close();
tap.close();
page.close();
