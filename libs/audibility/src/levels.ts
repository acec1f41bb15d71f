/**
 * dBov over a time, from -127 to 0: `energy` is the sum of squares of the full scale over that time, as `totalAudioEnergy` of W3C
 * webrtc-stats counts it, so energy by seconds is the square of the root mean square.
 */
export function levelOf(energy: number, seconds: number): number {
  if (!(energy > 0) || !(seconds > 0)) return -127;
  // Never a negative zero: a second is compared with what was written of it.
  return Math.max(-127, Math.min(0, Math.round(10 * Math.log10(energy / seconds)))) || 0;
}
