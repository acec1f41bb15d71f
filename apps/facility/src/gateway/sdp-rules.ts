/** What a description of one plane may negotiate; everything else is refused, or left out where Janus wrote it. */
export interface SdpRules {
  /** Media must be encrypted end to end: descriptions without the mark are refused. */
  readonly sealed: boolean;
  /** As in `rtpmap`, lower case. */
  readonly codecs: Readonly<Record<'audio' | 'video', ReadonlySet<string>>>;
  /** Header extensions that stay; others are left out. */
  readonly extensions: ReadonlySet<string>;
  /** Audio levels in clear (RFC 6464). False: refused. */
  readonly audioLevels: boolean;
  /** Parameters that a publisher's Opus is answered with. */
  readonly opus: Readonly<Record<string, string>>;
  /** Sound is asked for again when it got lost: `nack` for audio. */
  readonly audioNack: boolean;
  /** Sound and picture are streams of their own towards a listener: lip-sync would make the sound wait for the picture. */
  readonly streamsApart: boolean;
  /** A picture may be sent in several sizes at once, named by `rid` (RFC 8853). False: refused. */
  readonly simulcast: boolean;
  /** Sections of one kind in a subscriber's description. */
  readonly sections: number;
}

const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const SEND_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';
const TRANSPORT_WIDE = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
const REPAIRED_RID = 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id';
const LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const OPUS = new Set(['opus/48000/2']);

/** Every Opus frame the same size and none left out, so that silence does not show (RFC 7587 §6.1). */
export const BOOTH_SDP: SdpRules = {
  sealed: true,
  codecs: { audio: OPUS, video: new Set(['vp9/90000', 'rtx/90000']) },
  extensions: new Set([MID, SEND_TIME, TRANSPORT_WIDE]),
  audioLevels: false,
  opus: { cbr: '1', usedtx: '0' },
  audioNack: false,
  streamsApart: false,
  simulcast: false,
  sections: 1,
};

/** A hearing is public in principle: the plane may know who speaks. Sound survives loss by FEC and by being asked for again. */
export const HEARING_SDP: SdpRules = {
  sealed: false,
  codecs: { audio: OPUS, video: new Set(['vp8/90000', 'rtx/90000']) },
  extensions: new Set([MID, SEND_TIME, TRANSPORT_WIDE, LEVEL, RID, REPAIRED_RID]),
  audioLevels: true,
  opus: { useinbandfec: '1', usedtx: '0' },
  audioNack: true,
  streamsApart: true,
  simulcast: true,
  sections: 62,
};
