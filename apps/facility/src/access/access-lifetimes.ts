import type { AccessPurpose } from '#protocol';

const HOUR = 3_600_000;
/** An invitation may lie in a letter box; a reset is for somebody who stands at the desk. */
export const GIVEN_FOR_MS: Readonly<Record<AccessPurpose, number>> = { invitation: 7 * 24 * HOUR, reset: 2 * HOUR };
/** How long a wish waits for the second officer and the code: one shift. */
export const ASKED_FOR_MS = 12 * HOUR;
