import { expect, it } from 'vitest';
import { courtSdp } from '../../../apps/web/court/media/court-sdp.js';

const sdp = (more: readonly string[]) =>
  [
    'v=0',
    's=-',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
    'a=rtpmap:111 opus/48000/2',
    ...more,
    'a=rtpmap:0 PCMU/8000',
    '',
  ].join('\r\n');

it('in a hearing lost sound is asked for again, once', () => {
  const nacks = (text: string) => text.match(/a=rtcp-fb:111 nack\r\n/g);
  expect(sdp([])).not.toContain('nack');
  expect(nacks(courtSdp(sdp([])))).toHaveLength(1);
  expect(nacks(courtSdp(sdp(['a=rtcp-fb:111 nack'])))).toHaveLength(1);
});
