import { expect, it } from 'vitest';
import type { LineFrame } from '#protocol';
import { courtSdp } from '../../../apps/web/court/media/court-sdp.js';
import { keepRates } from '../../../apps/web/court/media/own-rates.js';
import { withPacketTime } from '../../../apps/web/court/media/packet-time.js';

type Encoding = RTCRtpEncodingParameters;

/** A connection of a browser: what its senders were set to. */
function connection(...pictures: string[]) {
  const sound: Encoding[] = [{}];
  const layers: Encoding[] = pictures.map((rid) => ({ rid, active: true }));
  const sender = (kind: string, encodings: Encoding[]) => ({
    receiver: { track: { kind } },
    sender: {
      getParameters: () => ({ encodings: structuredClone(encodings) }),
      setParameters: async (set: { encodings: Encoding[] }) => {
        // As Chromium does.
        if (set.encodings.slice(1).some((one) => 'priority' in one || 'networkPriority' in one))
          throw new Error('refused');
        encodings.splice(0, encodings.length, ...set.encodings);
      },
    },
  });
  const made = { getTransceivers: () => [sender('audio', sound), sender('video', layers)] };
  return { made: made as unknown as RTCPeerConnection, sound, layers };
}
const cap = (video: LineFrame['send']['video'], kbps: number): LineFrame => ({
  type: 'line',
  send: { video, kbps },
  take: { video, onlySpeaker: false },
  opus: { kbps: 24, ptime: 40 },
});
const open = (layers: readonly Encoding[]) => layers.filter(({ active }) => active).map(({ rid }) => rid);

it('sound goes first in the network, and alone at the beginning', async () => {
  const { made, sound, layers } = connection('h', 'm', 'l');
  await keepRates(made, undefined, false);
  expect(sound).toEqual([{ networkPriority: 'high', priority: 'high' }]);
  expect(open(layers)).toEqual([]);
  await keepRates(made, undefined, true);
  expect(open(layers)).toEqual(['h', 'm', 'l']);
});

it('a cap closes the layers above it and opens them again; sound gets its rate', async () => {
  const { made, sound, layers } = connection('h', 'm', 'l');
  await keepRates(made, cap('180p', 150), true);
  expect(open(layers)).toEqual(['l']);
  expect(sound[0]?.maxBitrate).toBe(24_000);
  await keepRates(made, cap('360p', 500), true);
  expect(open(layers)).toEqual(['m', 'l']);
  await keepRates(made, cap('off', 0), true);
  expect(open(layers)).toEqual([]);
  expect(sound[0]?.active).not.toBe(false);
});

it('longer packets are asked of the sound alone, and taken back', () => {
  const sdp = 'v=0\r\nm=audio 9 X 111\r\na=mid:0\r\na=ptime:20\r\nm=video 9 X 96\r\na=mid:1\r\n';
  const longer = withPacketTime(sdp, 40);
  expect(longer).toBe(
    'v=0\r\nm=audio 9 X 111\r\na=mid:0\r\na=ptime:40\r\na=maxptime:40\r\nm=video 9 X 96\r\na=mid:1\r\n',
  );
  expect(withPacketTime(longer, 20)).toBe(sdp.replace('a=ptime:20\r\n', ''));
});

it('a layer that is closed stays in the description: the gateway knows no paused ones', () => {
  const sdp = 'v=0\r\nm=video 9 X 96\r\na=rtpmap:96 VP8/90000\r\na=rid:h send\r\na=simulcast:send ~h;~m;l\r\n';
  expect(courtSdp(sdp)).toContain('a=simulcast:send h;m;l\r\n');
});
