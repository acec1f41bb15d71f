import * as z from 'zod/mini';

/** 128 random bits as 32 lower-case hex digits: bookings, sessions, parties, rounds. */
export const Id128 = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export type Id128 = z.infer<typeof Id128>;

/** Bytes as unpadded base64url (RFC 4648 §5), at most 2 KiB decoded (E2EE.md §3). */
export const SealBytes = z.base64url().check(z.maxLength(2731));

/** A moment as RFC 3339 in UTC, e.g. `2026-11-23T05:30:00.000Z`. */
export const Instant = z.iso.datetime({ offset: true });
export type Instant = z.infer<typeof Instant>;
