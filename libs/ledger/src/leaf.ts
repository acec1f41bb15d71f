import { Id128 } from '#protocol';
import { z } from 'zod';
import { fromUtf8, utf8 } from './bytes.js';
import { canonicalJson } from './canonical-json.js';
import { LedgerError } from './errors.js';
import { Hash256, LEAF_TYPES, LeafType, VisitKey } from './leaf-types.js';

/** Largest leaf, in bytes of canonical JSON. (tlog-tiles could carry 65,535.) */
export const MAX_LEAF = 8192;

const By = z
  .string()
  .refine((by) => by === 'keeper' || by === 'facility' || by === 'warden' || isVisit(by), 'not a voucher');
const isVisit = (by: string): boolean => by.startsWith('visit:') && VisitKey.safeParse(by.slice(6)).success;

/** The outer form of every entry. What a type demands beyond it is in `LEAF_TYPES`; see `checkLeaf`. */
export const Leaf = z.strictObject({
  v: z.literal(1),
  type: LeafType,
  /** `YYYY-MM-DDThh:mm:00Z`, rounded down as the type says. */
  time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/),
  /** Origin of the log, so that no leaf fits into another one. */
  facility: z.string().min(1).max(200),
  session: z.optional(Id128),
  seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  by: By,
  public: z.record(z.string(), z.unknown()).optional(),
  /** HMAC-SHA-256 of the details, hex. */
  commitment: Hash256.optional(),
});
export type Leaf = z.infer<typeof Leaf>;

/** `time` of a leaf for a moment (ms since 1970): rounded down to the type's minute or hour. */
export function roundedTime(type: LeafType, now: number): string {
  const iso = new Date(now).toISOString();
  return LEAF_TYPES[type].rounding === 'hour' ? `${iso.slice(0, 13)}:00:00Z` : `${iso.slice(0, 16)}:00Z`;
}

/** The chain in which `seq` counts: the session, or for leaves of no session the voucher. */
export const chainOf = (leaf: Pick<Leaf, 'session' | 'by'>): string =>
  leaf.session === undefined ? `by ${leaf.by}` : `session ${leaf.session}`;

/** Parses a value against the outer form, its type's row and its rounding. Throws LedgerError `leaf-*`. */
export function checkLeaf(value: unknown): Leaf {
  const parsed = Leaf.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    throw new LedgerError(
      where === 'type' ? 'leaf-type-unknown' : 'leaf-malformed',
      `${where}: ${issue?.message ?? ''}`,
    );
  }
  const leaf = parsed.data;
  const rule = LEAF_TYPES[leaf.type];
  const deny = (why: string): never => {
    throw new LedgerError('leaf-not-of-type', `${leaf.type}: ${why}`);
  };
  if (leaf.by.split(':', 1)[0] !== rule.by) deny(`by must be ${rule.by}`);
  if (rule.session === 'always' && leaf.session === undefined) deny('session is missing');
  if (rule.session === 'never' && leaf.session !== undefined) deny('belongs to no session');
  if (rule.commitment === 'always' && leaf.commitment === undefined) deny('commitment is missing');
  if (rule.commitment === 'never' && leaf.commitment !== undefined) deny('has no commitment');
  const shown = rule.public.safeParse(leaf.public);
  if (!shown.success) {
    const issue = shown.error.issues[0];
    deny(`public.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  if (leaf.type === 'code.verdict' && leaf.by !== `visit:${String(leaf.public?.['vk'])}`)
    deny('by is not the key in public');
  const moment = Date.parse(leaf.time);
  if (Number.isNaN(moment) || roundedTime(leaf.type, moment) !== leaf.time) {
    throw new LedgerError('leaf-time', `${leaf.time} is not a moment rounded to the ${rule.rounding}`);
  }
  return leaf;
}

/** The bytes that are hashed and stored. Throws as `checkLeaf`. */
export function encodeLeaf(leaf: Leaf): Uint8Array {
  const bytes = utf8(canonicalJson(checkLeaf(leaf)));
  if (bytes.length > MAX_LEAF) throw new LedgerError('leaf-malformed', `longer than ${MAX_LEAF} bytes`);
  return bytes;
}

/** Reads stored bytes; only the canonical spelling is taken. Throws `not-utf8`, `not-canonical` or `leaf-*`. */
export function decodeLeaf(bytes: Uint8Array): Leaf {
  if (bytes.length > MAX_LEAF) throw new LedgerError('leaf-malformed', `longer than ${MAX_LEAF} bytes`);
  const text = fromUtf8(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LedgerError('not-canonical', 'not JSON');
  }
  if (canonicalJson(value) !== text) throw new LedgerError('not-canonical', 'not the RFC 8785 spelling');
  return checkLeaf(value);
}
