import { afterEach, expect, it, vi } from 'vitest';
import { browserFit } from '../../../libs/calling/src/device-test/browser-fit.js';

afterEach(() => vi.unstubAllGlobals());

const codecs = (...types: string[]) => ({
  getCapabilities: () => ({ codecs: types.map((mimeType) => ({ mimeType })) }),
});

/** The globals that this machine's Node does not have, as a browser that fits has them. */
function fitting(): void {
  const both = codecs('video/VP9', 'audio/opus');
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => undefined } });
  vi.stubGlobal('RTCPeerConnection', class {});
  vi.stubGlobal('RTCRtpSender', both);
  vi.stubGlobal('RTCRtpReceiver', both);
  vi.stubGlobal('RTCRtpScriptTransform', class {});
  vi.stubGlobal('Worker', class {});
  vi.stubGlobal('WebSocket', class {});
}
const missing = async () => (await browserFit()).filter(({ fits }) => !fits).map(({ part }) => part);

it('a browser with all of it fits (control)', async () => {
  fitting();
  expect(await missing()).toEqual([]);
});

it.each([
  ['capture', 'navigator', {}],
  ['frame-encryption', 'RTCRtpScriptTransform', undefined],
  ['keys', 'crypto', { subtle: { generateKey: () => Promise.reject(new Error('no X25519')) } }],
  ['keys', 'crypto', {}],
  ['vp9', 'RTCRtpReceiver', codecs('video/VP8', 'audio/opus')],
  ['opus', 'RTCRtpSender', codecs('video/VP9', 'audio/PCMU')],
  ['worker', 'Worker', undefined],
] as const)('%s is missed by name without its part of %s', async (part, name, value) => {
  fitting();
  if (value === undefined) delete (globalThis as Record<string, unknown>)[name];
  else vi.stubGlobal(name, value);
  expect(await missing()).toEqual([part]);
});
