import * as z from 'zod/mini';

/** The layers that confine the booth plane, outermost last. */
export const SealLayer = z.enum([
  'own-user',
  'no-capabilities',
  'no-new-privileges',
  'seccomp',
  'read-only-root',
  'no-file-writes',
  'no-core-dump',
  'two-modules-only',
  'no-tcp-listener',
  'udp-media-range-only',
  'no-way-out',
]);
export type SealLayer = z.infer<typeof SealLayer>;

/**
 * What the launcher measured on the booth plane as it runs. `full`: every layer holds.
 * `demo`: `missing` does not (for example without root), the screens say "demo seal".
 * `none`: no plane, or unknown; no booth opens.
 */
export const SealProfile = z.object({
  profile: z.enum(['full', 'demo', 'none']),
  missing: z.array(SealLayer),
});
export type SealProfile = z.infer<typeof SealProfile>;
