/** 0 audio, 1 video (E2EE.md §5). */
export type MediaKind = 0 | 1;
export const AUDIO: MediaKind = 0;
export const VIDEO: MediaKind = 1;

/** `KID = 8·gen + 4·kind + i`, below 2^32. */
export interface KidParts {
  readonly gen: number;
  readonly kind: MediaKind;
  readonly party: number;
}

export const MAX_GEN = 2 ** 29 - 1;

/** Throws RangeError above `MAX_GEN`. */
export function makeKid({ gen, kind, party }: KidParts): number {
  if (gen > MAX_GEN) throw new RangeError('generations are spent');
  return 8 * gen + 4 * kind + party;
}

export const readKid = (kid: number): KidParts => ({
  gen: Math.floor(kid / 8),
  kind: kid % 8 >= 4 ? VIDEO : AUDIO,
  party: kid % 4,
});
