import { equalBytes, firstDifference, fromUtf8, toBase64, toHex } from './bytes.js';
import { ChainRules } from './chain-rules.js';
import { checkOpenings } from './check-openings.js';
import { openCheckpoint, type Checkpoint } from './checkpoint.js';
import type { VerifyEd25519 } from './ed25519.js';
import { decodeBundle } from './entry-bundle.js';
import { LedgerError } from './errors.js';
import { decodeLeaf } from './leaf.js';
import type { LogSource } from './log-source.js';
import { checkFiles, partialsBelow } from './log-files.js';
import { leafHash } from './merkle.js';
import { needed, readBundles } from './read-bundles.js';
import { openReceipt, type OpenedReceipt } from './receipt-proofs.js';
import { parseTilePath, tilePath, TILE_WIDTH } from './tile-path.js';
import { grownTilePath, TileTree, type GrownTile } from './tile-tree.js';
import { formatVkey, parseVkey } from './verifier-key.js';
import { Failed, failed, guarded, type VerifyReport, type VerifyStep } from './verify-report.js';

export interface VerifyOptions {
  /** Receipts (JSON of #protocol `Receipt`) or tlog-proof texts, with the name to show for each. */
  readonly receipts?: readonly { readonly name: string; readonly text: string }[];
  /** Text of an `openings.json`: details that were opened, which must be those their entries are committed to. */
  readonly openings?: string;
  readonly ed25519?: VerifyEd25519;
  /** Told of each step as it holds. */
  readonly onStep?: (step: VerifyStep) => void;
}

/**
 * Verifies a whole log against its verifier key: signature, files, entries, every tile, root, leaves, chains, and that it
 * still holds what each receipt was issued for. Never throws for a bad log: the report names the first failing step.
 */
export async function verifyLog(source: LogSource, vkey: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const report: { steps: { step: VerifyStep; text: string }[]; origin?: string; size?: number; root?: string } = {
    steps: [],
  };
  try {
    await run(source, vkey, options, report);
    return { ok: true, ...report };
  } catch (error) {
    if (error instanceof Failed) return { ok: false, ...report, finding: error.finding };
    throw error;
  }
}

async function run(
  source: LogSource,
  vkey: string,
  options: VerifyOptions,
  report: { steps: { step: VerifyStep; text: string }[]; origin?: string; size?: number; root?: string },
): Promise<void> {
  const held = (step: VerifyStep, text: string): void => {
    report.steps.push({ step, text });
    options.onStep?.(step);
  };

  const key = await guarded('key', () => parseVkey(vkey));
  const kept = await source.read('log.vkey');
  const expected = new TextEncoder().encode(`${formatVkey(key)}\n`);
  if (kept === undefined) throw failed('key', 'missing-file', 'log.vkey is missing', { file: 'log.vkey' });
  if (!equalBytes(kept, expected)) {
    const byte = firstDifference(kept, expected);
    throw failed('key', 'vkey-differs', 'log.vkey is not the key given', { file: 'log.vkey', byte });
  }
  held('key', `the log carries the key ${key.name}+${key.id}`);

  const checkpoint = await guarded('checkpoint', async () => {
    const note = await source.read('checkpoint');
    if (note === undefined) throw new LedgerError('missing-file', 'there is no checkpoint');
    return openCheckpoint(fromUtf8(note), key, options.ed25519);
  });
  Object.assign(report, { origin: checkpoint.origin, size: checkpoint.size, root: toBase64(checkpoint.root) });
  held('checkpoint', `signed by that key: ${checkpoint.size} entries`);

  const files = await source.list();
  if (files === undefined) held('files', 'this source cannot list its files: unknown files cannot be seen');
  else {
    checkFiles(files, checkpoint.size);
    held('files', `${files.length} files, none missing, none unknown`);
  }

  const receipts: OpenedReceipt[] = [];
  for (const { name, text } of options.receipts ?? []) {
    receipts.push(await guarded('receipts', () => openReceipt(name, text, key, options.ed25519), name));
  }
  const { roots } = await checkTree(
    source,
    checkpoint,
    new Set(receipts.flatMap((one) => one.proofs.map((p) => p.size))),
  );
  held('entries', `${checkpoint.size} entries hash to their tiles`);
  held('tree', 'every tile of every level recomputed; the root is the signed one');

  for (const path of partialsBelow(files ?? [], checkpoint.size)) await checkOldPartial(source, path);
  await checkLeaves(source, checkpoint);
  held('leaves', 'every leaf is canonical, of its type, rounded, and its chains have no gap');

  for (const receipt of receipts) await checkReceiptIn(source, checkpoint, roots, receipt);
  if (receipts.length > 0)
    held('receipts', `${receipts.length} receipts: the log still holds what they were issued for`);

  if (options.openings === undefined) return;
  const opened = await checkOpenings(source, checkpoint.size, options.openings);
  held('openings', `${opened} opened details are those that their entries are committed to`);
}

/** Recomputes every tile from the entries; keeps the roots of the sizes in `wanted`. */
async function checkTree(
  source: LogSource,
  checkpoint: Checkpoint,
  wanted: ReadonlySet<number>,
): Promise<{ roots: Map<number, Uint8Array> }> {
  const tree = new TileTree();
  const roots = new Map([[0, tree.root()]]);
  let differs: Differs | undefined;
  for await (const { path, index, entries } of readBundles(source, checkpoint.size)) {
    const tilesPath = tilePath({ level: 0, index, width: entries.length });
    const stored = await needed(source, tilesPath);
    for (const [i, entry] of entries.entries()) {
      const hash = leafHash(entry);
      const at = index * TILE_WIDTH + i;
      const byte = firstDifference(stored.subarray(i * 32, i * 32 + 32), hash);
      if (byte >= 0) differs ??= { bundle: path, tile: tilesPath, entry: at, byte: i * 32 + byte };
      for (const tile of tree.append(hash)) if (differs === undefined) await checkTile(source, tile);
      if (wanted.has(tree.size)) roots.set(tree.size, tree.root());
    }
  }
  if (differs !== undefined) throw whichDiffers(differs, equalBytes(tree.root(), checkpoint.root));
  for (const tile of tree.partials()) await checkTile(source, tile);
  if (!equalBytes(tree.root(), checkpoint.root)) {
    throw failed('tree', 'root-differs', 'the entries do not lead to the signed root', { file: 'checkpoint' });
  }
  return { roots };
}

/** An entry and its hash that do not belong together. */
interface Differs {
  readonly bundle: string;
  readonly tile: string;
  readonly entry: number;
  /** In the tile. */
  readonly byte: number;
}

/** Entries that lead to the signed root are the true ones: then the tile was changed, otherwise the entry. */
const whichDiffers = ({ bundle, tile, entry, byte }: Differs, entriesLead: boolean): Failed =>
  entriesLead
    ? failed('entries', 'tile-differs', `${tile} has another hash of entry ${entry}`, { file: tile, entry, byte })
    : failed('entries', 'tile-differs', `entry ${entry} does not hash to its place in the tree`, {
        file: bundle,
        entry,
      });

async function checkTile(source: LogSource, tile: GrownTile): Promise<void> {
  const path = grownTilePath(tile);
  const byte = firstDifference(await needed(source, path), tile.bytes);
  if (byte >= 0) throw failed('tree', 'tile-differs', `${path} is not the tile of its entries`, { file: path, byte });
}

/** Older partial files may stay beside newer ones: they must be their beginning. */
async function checkOldPartial(source: LogSource, path: string): Promise<void> {
  const name = parseTilePath(path);
  const bytes = await needed(source, path);
  const whole = await newest(source, path);
  const complete = name.level !== 'entries' && bytes.length !== name.width * 32;
  const byte = firstDifference(bytes, whole.subarray(0, bytes.length));
  if (byte >= 0 || complete) {
    throw failed('tree', 'tile-differs', `${path} is not a beginning of its newer file`, {
      file: path,
      byte: Math.max(byte, 0),
    });
  }
  if (name.level === 'entries') await guarded('entries', () => decodeBundle(bytes, name.width), path);
}

async function newest(source: LogSource, path: string): Promise<Uint8Array> {
  const { level, index, width } = parseTilePath(path);
  for (let wider = TILE_WIDTH; wider > width; wider--) {
    const bytes = await source.read(tilePath({ level, index, width: wider }));
    if (bytes !== undefined) return bytes;
  }
  throw failed('files', 'unknown-file', `${path} has no newer file`, { file: path });
}

async function checkLeaves(source: LogSource, checkpoint: Checkpoint): Promise<void> {
  const rules = new ChainRules();
  for await (const { path, index, entries } of readBundles(source, checkpoint.size)) {
    for (const [i, entry] of entries.entries()) {
      const at = index * TILE_WIDTH + i;
      try {
        const leaf = decodeLeaf(entry);
        if (leaf.facility !== checkpoint.origin) throw new LedgerError('leaf-facility', `it names ${leaf.facility}`);
        rules.take(leaf);
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        throw failed('leaves', error.code, `entry ${at}: ${error.message}`, { file: path, entry: at });
      }
    }
  }
}

async function checkReceiptIn(
  source: LogSource,
  checkpoint: Checkpoint,
  roots: ReadonlyMap<number, Uint8Array>,
  receipt: OpenedReceipt,
): Promise<void> {
  for (const proof of receipt.proofs) {
    const where = { file: receipt.name, entry: proof.index };
    if (proof.size > checkpoint.size) {
      const text = `the receipt saw ${proof.size} entries, the log has ${checkpoint.size}`;
      throw failed('receipts', 'log-cut-back', text, where);
    }
    if (!equalBytes(roots.get(proof.size)!, proof.root)) {
      const text = `the log's first ${proof.size} entries are not those that the receipt saw`;
      throw failed('receipts', 'log-forked', text, where);
    }
    const index = Math.floor(proof.index / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH);
    const tile = await needed(source, tilePath({ level: 0, index, width }));
    const at = (proof.index % TILE_WIDTH) * 32;
    const hash = tile.subarray(at, at + 32);
    if (!equalBytes(proof.rootFor(hash) ?? new Uint8Array(), proof.root)) {
      throw failed(
        'receipts',
        'proof-wrong',
        `the receipt does not prove entry ${proof.index} (${toHex(hash)})`,
        where,
      );
    }
    if (proof.leafHash !== undefined && !equalBytes(proof.leafHash, hash)) {
      throw failed('receipts', 'proof-wrong', `entry ${proof.index} of the log is not the one in the receipt`, where);
    }
  }
}
