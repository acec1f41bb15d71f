import { bestMatch } from '../../../libs/testing/src/browser/index.js';

/** One audio payload as it left the plane: `window` counts 20 ms from the first one. */
export interface Payload {
  window: number;
  bytes: Uint8Array;
}

export function inOrder(collected: readonly { timestamp: number; bytes: string }[]): Payload[] {
  const first = Math.min(...collected.map(({ timestamp }) => timestamp));
  return collected
    .map(({ timestamp, bytes }) => ({
      window: Math.round((timestamp - first) / 960),
      bytes: Uint8Array.from(Buffer.from(bytes, 'base64')),
    }))
    .sort((a, b) => a.window - b.window);
}

/** RFC 9605 §4.3: length of the header; KID and CTR are clear in it. */
export function headerLength(bytes: Uint8Array): number {
  const config = bytes[0] as number;
  const kid = config & 0x80 ? ((config >> 4) & 7) + 1 : 0;
  const ctr = config & 0x08 ? (config & 7) + 1 : 0;
  return 1 + kid + ctr;
}

export function keyOf(bytes: Uint8Array): string {
  const config = bytes[0] as number;
  if (!(config & 0x80)) return `k${(config >> 4) & 7}`;
  return `k${Buffer.from(bytes.slice(1, 2 + ((config >> 4) & 7))).toString('hex')}`;
}

export const repeated = (payloads: readonly Payload[]): number =>
  payloads.length - new Set(payloads.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size;

/** Strongest correlation, of either sign and at any shift, of a figure of each payload with the source's loudness. */
export function leak(
  payloads: readonly Payload[],
  source: readonly number[],
  figure: (bytes: Uint8Array) => number,
): number {
  const series: number[] = [];
  for (const { window, bytes } of payloads) series[window] = figure(bytes);
  for (let index = 1; index < series.length; index += 1) series[index] ??= series[index - 1] as number;
  return Math.max(
    bestMatch(series, source).value,
    bestMatch(
      series.map((value) => -value),
      source,
    ).value,
  );
}

/** What a spy without a key can look at. */
export const FIGURES: Record<string, (bytes: Uint8Array) => number> = {
  /** Without the header, which is clear and whose length only counts packets. */
  'size behind the header': (bytes) => bytes.length - headerLength(bytes),
  'mean byte': (bytes) => bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length,
  'bits set': (bytes) =>
    bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0) / bytes.length,
  'zero bytes': (bytes) => bytes.filter((byte) => byte === 0).length,
  'byte 8': (bytes) => bytes[8] ?? 0,
  'byte 40': (bytes) => bytes[40] ?? 0,
};
