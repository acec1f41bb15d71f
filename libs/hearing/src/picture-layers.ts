import { AUDIBILITY } from '#audibility';
import type { LineFrame } from '#protocol';

/**
 * Sizes of one picture that a camera is sent in at once, low to high; the place of one is its `substream` at the plane.
 * `height` in lines, `bitrate` the most in bit/s (180p 150 kbit/s and 360p 500 kbit/s as the link plans them).
 */
export const PICTURE_LAYERS = [
  { rid: 'l', height: 180, bitrate: 150_000 },
  { rid: 'm', height: 360, bitrate: 500_000 },
  { rid: 'h', height: 720, bitrate: 1_500_000 },
] as const;

export interface PictureEncoding {
  readonly rid: string;
  readonly scaleResolutionDownBy: number;
  readonly maxBitrate: number;
}

/**
 * What a camera of this height is sent in, high to low as the plane expects it (RFC 8853), or nothing: a picture below two
 * layers goes out once, as it is.
 */
export function pictureEncodings(cameraHeight: number): PictureEncoding[] {
  const sent = PICTURE_LAYERS.filter(({ height }) => height <= cameraHeight);
  if (sent.length < 2) return [];
  return sent.toReversed().map(({ rid, height, bitrate }) => ({
    rid,
    scaleResolutionDownBy: cameraHeight / height,
    maxBitrate: bitrate,
  }));
}

/** What the line of a building gives a picture: the highest of its sizes, and kbit/s of all of them together. */
export type PictureCap = LineFrame['send'];

const LAYER_OF = { off: -1, '180p': 0, '360p': 1, high: 2 } as const;
/** Below so many bit/s a picture is not worth its bits. */
const LEAST_RATE = 50_000;

/**
 * bit/s of each of these layers under a cap; 0: it is closed. Filled from below, so that who has a thin line sees something;
 * the highest one has what is left.
 */
export function layerRates(rids: readonly string[], cap: PictureCap | undefined): ReadonlyMap<string, number> {
  let left = (cap?.kbps ?? Infinity) * 1000;
  const rates = PICTURE_LAYERS.map(({ rid, bitrate }, layer): readonly [string, number] => {
    const open = rids.includes(rid) && (cap === undefined || layer <= LAYER_OF[cap.video]);
    const rate = open ? Math.min(bitrate, left) : 0;
    if (rate < LEAST_RATE) return [rid, 0];
    left -= rate;
    return [rid, rate];
  });
  return new Map(rates.filter(([rid]) => rids.includes(rid)));
}

/** The lowest layer that looks sharp in a tile of so many device pixels of height: a picture may be enlarged by a quarter. */
export function layerFor(tileHeight: number): number {
  const found = PICTURE_LAYERS.findIndex(({ height }) => height * 1.25 >= tileHeight);
  return found < 0 ? PICTURE_LAYERS.length - 1 : found;
}

/** What this listener's line let through in the last seconds. */
export interface LineSample {
  /** Audible concealment of the worst voice: concealed samples that were not silence, of all played, 0 to 1. */
  readonly concealed: number;
  /** Packets of pictures that were lost, of all sent, 0 to 1. */
  readonly pictureLoss: number;
}

/** Below the lowest layer: only pictures of the floor, of who is pinned and of who spoke last, in the lowest layer. */
export const SPEAKER_ONLY = -1;
/** Below that: no pictures. */
export const NO_PICTURES = -2;

/** The highest layer that may be taken on a line: a layer, SPEAKER_ONLY or NO_PICTURES. Without a word of it, any. */
export function mostTaken(take: (Pick<PictureCap, 'video'> & { readonly onlySpeaker: boolean }) | undefined): number {
  if (take === undefined) return TOP;
  if (take.video === 'off') return NO_PICTURES;
  return take.onlySpeaker ? SPEAKER_ONLY : LAYER_OF[take.video];
}

/** The highest layer that this listener's line is given now, and when another one is tried. Times in seconds. */
export interface LayerCap {
  /** A layer, or SPEAKER_ONLY. */
  readonly cap: number;
  /** How long it has been well; undefined: it is not. */
  readonly calm: number | undefined;
  /** How long it has to be well before the next layer is tried; longer after each try that failed. */
  readonly patience: number;
}

const TOP = PICTURE_LAYERS.length - 1;
const PATIENCE = { first: 4, least: 8, most: 120 };
/** After so long without trouble what failed before is forgotten. */
const FORGIVEN = 180;
/**
 * Sound gives way never, so pictures give way as soon as it suffers: with the first severely concealed second of any voice
 * (RFC 7294).
 */
const BAD = { concealed: AUDIBILITY.severelyConcealedMs / 1000, pictureLoss: 0.05 };

/** Pictures begin small, so that sound is there first. */
export const FIRST_CAP: LayerCap = { cap: 0, calm: 0, patience: PATIENCE.first };

const isBad = ({ concealed, pictureLoss }: LineSample): boolean =>
  concealed > BAD.concealed || pictureLoss > BAD.pictureLoss;

/** `seconds`: since the former sample. The plane estimates no line towards a listener, so it is found out by trying. */
export function nextCap(now: LayerCap, sample: LineSample, seconds: number): LayerCap {
  if (isBad(sample)) {
    // What was tried and did not hold is tried again later and later; a trouble that goes on is one trouble.
    const later = Math.min(PATIENCE.most, Math.max(PATIENCE.least, now.patience * 2));
    const patience = now.calm === undefined ? now.patience : later;
    return { cap: Math.max(SPEAKER_ONLY, now.cap - 1), calm: undefined, patience };
  }
  const calm = (now.calm ?? 0) + seconds;
  const patience = calm >= FORGIVEN ? PATIENCE.first : now.patience;
  if (calm < now.patience || now.cap === TOP) return { ...now, calm, patience };
  return { ...now, cap: now.cap + 1, calm: 0 };
}

/** A picture on the listener's screen: its height in device pixels, 0 while it is scrolled out of sight; `main`: of who speaks or is pinned. */
export interface Tile {
  readonly height: number;
  readonly main: boolean;
}

/**
 * What is received of each picture: its layer, or undefined: nothing, because it is out of sight or the line carries sound alone of it.
 * `lastSpeakers`: seats of who spoke last.
 */
export const layersFor = (
  cap: number,
  tiles: ReadonlyMap<number, Tile>,
  lastSpeakers: readonly number[] = [],
): ReadonlyMap<number, number | undefined> =>
  new Map(
    [...tiles].map(([seat, { height, main }]) => {
      if (height === 0) return [seat, undefined];
      const shown = main || lastSpeakers.includes(seat);
      if (cap <= SPEAKER_ONLY) return [seat, shown && cap === SPEAKER_ONLY ? 0 : undefined];
      return [seat, Math.min(cap, layerFor(height))];
    }),
  );
