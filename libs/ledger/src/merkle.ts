import { concatBytes, equalBytes } from './bytes.js';
import { sha256 } from './sha256.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** RFC 6962 §2.1. */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(concatBytes(LEAF, entry));
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concatBytes(NODE, left, right));
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array());

/** Entries [from, to) that form one subtree of an RFC 6962 tree. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Largest power of two below n (n > 1). */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Subtrees whose hashes are the inclusion path of `index` in a tree of `size`, leaf's sibling first. */
export function inclusionRanges(index: number, size: number): Range[] {
  const out: Range[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    if (index < middle) {
      out.push({ from: middle, to });
      to = middle;
    } else {
      out.push({ from, to: middle });
      from = middle;
    }
  }
  return out.toReversed();
}

/** Subtrees whose hashes prove that the tree of `older` entries is a prefix of that of `newer` (RFC 6962 §2.1.2). */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (older === 0 || older === newer) return [];
  const out: Range[] = [];
  let from = 0;
  let to = newer;
  while (older !== to) {
    const middle = from + splitPoint(to - from);
    if (older <= middle) {
      out.push({ from: middle, to });
      to = middle;
    } else {
      out.push({ from, to: middle });
      from = middle;
    }
  }
  if (from !== 0) out.push({ from, to });
  return out.toReversed();
}

/** Complete subtrees [index·2^height, (index+1)·2^height) that make up a range, left to right. */
export function completeSubtrees({ from, to }: Range): { height: number; index: number }[] {
  const out: { height: number; index: number }[] = [];
  for (let at = from; at < to;) {
    let height = 0;
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= to) height++;
    out.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return out;
}

/** Hash over complete subtrees of falling size: joins from the right. */
export function joinSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1);
  if (last === undefined) return emptyRoot();
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** Root that an inclusion path leads to (RFC 9162 §2.1.3.2), or undefined if the path does not fit. */
export function rootFromInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  const ranges = inclusionRanges(index, size);
  if (ranges.length !== path.length) return undefined;
  return ranges.reduce((hash, range, i) => {
    const sibling = path[i]!;
    return range.from > index ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  }, leaf);
}

/** True if `path` shows that the tree (older, olderRoot) is a prefix of (newer, newerRoot). RFC 9162 §2.1.4.2. */
export function verifyConsistency(
  older: { size: number; root: Uint8Array },
  newer: { size: number; root: Uint8Array },
  path: readonly Uint8Array[],
): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return path.length === 0 && equalBytes(older.root, newer.root);
  if (older.size === 0) return path.length === 0 && equalBytes(older.root, emptyRoot());
  const ranges = consistencyRanges(older.size, newer.size);
  if (ranges.length !== path.length) return false;
  // The first hash is the subtree that ends at `older`; when that is the whole older tree, it is not sent.
  const startsWithin = ranges[0]!.to === older.size;
  let small = startsWithin ? path[0]! : older.root;
  let large = small;
  for (let i = startsWithin ? 1 : 0; i < path.length; i++) {
    const hash = path[i]!;
    if (ranges[i]!.from >= older.size) large = nodeHash(large, hash);
    else {
      small = nodeHash(hash, small);
      large = nodeHash(hash, large);
    }
  }
  return equalBytes(small, older.root) && equalBytes(large, newer.root);
}
