import * as z from 'zod/mini';

/**
 * The test of the building's line against its far end (apps/line-end), in HTTP. `GET /` answers with bytes of no meaning
 * until LINE_TEST_MS and a little are over. `POST /` takes such bytes, and answers after LINE_TEST_MS, or at their end, with
 * what came of them. Neither keeps anything. At most LINE_TEST_BYTES each.
 */
export const LINE_TEST_MS = 3000;
export const LINE_TEST_BYTES = 64 * 1024 * 1024;
export const LINE_TEST_CHUNK = 16 * 1024;

/** Whole kbit/s as they came in at the far end. */
export const LineArrived = z.strictObject({ kbps: z.int().check(z.gte(1)) });
export type LineArrived = z.infer<typeof LineArrived>;
