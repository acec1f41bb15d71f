import type { LineFrame } from '#protocol';
import type { LinkSession } from './link-session.js';

/** Opus in kbit/s as the encoder is told. */
export type OpusRate = 32 | 24;

/** One Opus stream with frames of 20 ms, RTP, SRTP, UDP and IP, in kbit/s on the wire; measured. */
export const AUDIO_ON_WIRE: Readonly<Record<OpusRate, number>> = { 32: 55, 24: 47 };

/**
 * kbit/s of one stream of sound on the wire. Sealed sound is padded to one size for the life of its key (E2EE.md §5): a lower
 * Opus rate saves nothing there.
 */
export const soundOnWire = (kind: LinkSession['kind'], opus: OpusRate): number =>
  AUDIO_ON_WIRE[kind === 'booth' ? 32 : opus];

export type VideoLayer = LineFrame['send']['video'];

/** One video stream in kbit/s. 180p and 360p were measured; `high` is what 720p at 25 pictures a second is given. */
export const VIDEO_RATE: Readonly<Record<VideoLayer, number>> = { high: 1200, '360p': 500, '180p': 150, off: 0 };

/** Of a picture that is sent in layers: kbit/s of all of them, when the highest one has `kbps`. */
export const withLowerLayers = (highest: VideoLayer, kbps: number): number =>
  kbps +
  (highest === 'high' ? VIDEO_RATE['360p'] : 0) +
  (highest === 'high' || highest === '360p' ? VIDEO_RATE['180p'] : 0);
