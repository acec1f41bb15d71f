import * as z from 'zod/mini';

/** Sizes of a picture, by what they need of a line. */
const Layer = z.enum(['high', '360p', '180p', 'off']);

/**
 * What the line of the building gives this device, on both channels: after entering and when it changes. Nothing is said where
 * nobody has set what the line carries; then a device sends as it would.
 */
export const LineFrame = z.object({
  type: z.literal('line'),
  /** The own picture: its highest layer, and kbit/s of all of it together. */
  send: z.object({ video: Layer, kbps: z.int() }),
  /** Others' pictures; and milliseconds for which their sound is held back, absent: as the browser would. */
  take: z.object({ video: Layer, onlySpeaker: z.boolean(), jitterBufferTarget: z.optional(z.int()) }),
  /** The own sound: kbit/s, and milliseconds of it in a packet. Sealed sound stays as it is (E2EE.md §5). */
  opus: z.object({ kbps: z.int(), ptime: z.int() }),
  /** Why pictures are fewer or smaller than they would be; absent: they are not. */
  reason: z.optional(z.enum(['hearing-first', 'line-full', 'booked-sound-only'])),
});
export type LineFrame = z.infer<typeof LineFrame>;
