import type { LineFrame } from '#protocol';

type Rates = RTCRtpEncodingParameters & { scalabilityMode?: string };

/** bit/s of a picture for which the line has room. */
const WHOLE = 500_000;

/**
 * Sound under what the line gives. Its packets stay as long as they are: their length would have to be negotiated, and the seal
 * allows no word of it there (E2EE.md §6).
 */
export const soundUnder = (cap: LineFrame | undefined): Rates => ({
  active: true,
  networkPriority: 'high',
  priority: 'high',
  ...(cap && { maxBitrate: cap.opus.kbps * 1000 }),
});

/** A picture of one layer. A window stays as large as it is, or nobody could read it. */
export function pictureUnder(cap: LineFrame | undefined, track: Pick<MediaStreamTrack, 'getSettings'>): Rates {
  const { height = 0, displaySurface } = track.getSettings();
  const small = cap?.send.video === '180p' && displaySurface === undefined;
  return {
    active: cap?.send.video !== 'off',
    networkPriority: 'medium',
    priority: 'medium',
    scalabilityMode: 'L1T1',
    maxBitrate: Math.min(WHOLE, (cap?.send.kbps || Infinity) * 1000),
    scaleResolutionDownBy: small ? Math.max(1, height / 180) : 1,
  };
}
