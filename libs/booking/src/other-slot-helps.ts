import type { RefusalCode } from '#protocol';

/** Refusals of a booking after which another slot would do. */
export const OTHER_SLOT_HELPS: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'booth-taken',
  'booth-closed',
  'booth-blocked',
  'detainee-taken',
  'attorney-taken',
  'person-taken',
  'must-not-meet',
]);
