import type { SealProfile } from '#protocol';

/** What the launcher measured on the booth plane as it runs now; `none` when there is no plane or nobody knows. */
export abstract class SealProfileSource {
  /** Never rejects. */
  abstract current(): Promise<SealProfile>;
}
