import { z } from 'zod';
import { Leaf } from './leaf.js';

/** Limits of one `POST /entries`. */
export const MAX_ENTRIES = 256;
export const MAX_ENTRIES_BODY = 1024 * 1024;

/** A leaf as a writer hands it over: the keeper adds `v` and `facility` (the log's origin). */
export const EntryDraft = Leaf.omit({ v: true, facility: true });
export type EntryDraft = z.infer<typeof EntryDraft>;

/** `POST /entries`. All or nothing, in this order. */
export const AppendRequest = z.strictObject({ entries: z.array(EntryDraft).min(1).max(MAX_ENTRIES) });
export type AppendRequest = z.infer<typeof AppendRequest>;

/** 200: every entry is durable and under a published checkpoint of `size`. A repeated entry keeps its index. */
export const AppendAnswer = z.object({ indexes: z.array(z.number().int()), size: z.number().int() });
export type AppendAnswer = z.infer<typeof AppendAnswer>;

/**
 * Body of every answer of 400 or more. Statuses: 400 `malformed` `time-in-future`, 403 `type-not-allowed`,
 * 404 `not-found`, 409 `seq-gap` (`expected`: the seq that comes next) `conflict` (another leaf has this seq)
 * `chain-closed`, 413 `too-large`, 503 `not-durable` (unknown whether kept: send the same again).
 * `entry` is the position in the request that was refused; none of the request was kept then.
 */
export const KeeperRefusal = z.object({
  code: z.enum([
    'malformed',
    'time-in-future',
    'type-not-allowed',
    'not-found',
    'seq-gap',
    'conflict',
    'chain-closed',
    'too-large',
    'not-durable',
  ]),
  sentence: z.string(),
  entry: z.number().int().optional(),
  expected: z.number().int().optional(),
});
export type KeeperRefusal = z.infer<typeof KeeperRefusal>;

/** `GET /state`. `root` is base64; `checkpointAt` is when this keeper published it. */
export const KeeperState = z.object({
  size: z.number().int(),
  root: z.string(),
  checkpointAt: z.iso.datetime(),
  origin: z.string(),
  vkey: z.string(),
});
export type KeeperState = z.infer<typeof KeeperState>;
