import type { Bytes } from './bytes.js';

/**
 * `frame ‖ 0x80 ‖ 0x00…` to `size` bytes (audio), or just `frame ‖ 0x80` without a size (video).
 * Nothing when the frame does not fit.
 */
export function padFrame(frame: Uint8Array, size = frame.length + 1): Bytes | undefined {
  if (frame.length + 1 > size) return undefined;
  const padded = new Uint8Array(size);
  padded.set(frame);
  padded[frame.length] = 0x80;
  return padded;
}

/** Nothing when there is no mark. */
export function stripPadding(padded: Bytes): Bytes | undefined {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  return padded[end] === 0x80 ? padded.slice(0, end) : undefined;
}
