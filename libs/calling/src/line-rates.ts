import type { LineFrame } from '#protocol';

type Rates = RTCRtpEncodingParameters & { scalabilityMode?: string };

/** bit/s of a picture for which the line has room. */
const WHOLE = 500_000;

/**
 * Sound before picture. What the line gives sound changes nothing of it in a sealed call: every frame is padded to one size for as
 * long as its key lives (E2EE.md §5), so a lower rate would save nothing, and a longer packet would not fit.
 */
export const SEALED_SOUND: Rates = { active: true, networkPriority: 'high', priority: 'high' };

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
