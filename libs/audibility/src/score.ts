import { AUDIBILITY } from './audibility-constants.js';

/**
 * A figure like a mean opinion score, from 1 to 4.5, for displays. It is computed (E-model, ITU-T G.107, with constants of our own
 * for Opus), nobody's opinion was asked, and it is in no verdict. `lost`: share of sound that was lost or audibly concealed, 0 to 1;
 * `delay`: one way, milliseconds. Never rises with either.
 */
export function score(lost: number, delay: number): number {
  const { r0, ie, bpl, burstR, least, most } = AUDIBILITY.score;
  const percent = 100 * Math.min(1, Math.max(0, lost));
  const equipment = ie + (95 - ie) * (percent / (percent / burstR + bpl));
  const r = r0 - delayImpairment(delay) - equipment;
  if (r <= 0) return least;
  // G.107 Annex B; its cubic falls below 1 between 0 and 6.5, and is clamped there.
  const opinion = 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
  return Math.min(most, Math.max(least, opinion));
}

/** Idd of G.107: what delay alone costs, nothing up to 100 ms. */
function delayImpairment(delay: number): number {
  if (!(delay > 100)) return 0;
  const x = Math.log2(delay / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}
