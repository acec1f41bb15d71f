export { LedgerError, type LedgerErrorCode } from './errors.js';
export { canonicalJson, type Json } from './canonical-json.js';
export { commitmentOpens, commitTo } from './commitment.js';
export { BoothNumber, Hash256, LEAF_TYPES, LeafType, VisitKey } from './leaf-types.js';
export { type LeafRule, type LeafWriter, type Voucher } from './leaf-rule.js';
export { MAX_LEAF, Leaf, chainOf, checkLeaf, decodeLeaf, encodeLeaf, roundedTime } from './leaf.js';
export { ChainRules } from './chain-rules.js';
export * from './keeper-protocol.js';
export { Origin } from './origin.js';
export { sha256, hmacSha256 } from './sha256.js';
export {
  consistencyRanges,
  emptyRoot,
  inclusionRanges,
  leafHash,
  nodeHash,
  rootFromInclusion,
  verifyConsistency,
} from './merkle.js';
export { TILE_WIDTH, levelsOf, parseTilePath, tilePath, tilesOfLevel, type TileName } from './tile-path.js';
export { TileTree, grownTilePath, type GrownTile } from './tile-tree.js';
export { proveConsistency, proveInclusion, type ReadFile } from './tile-proofs.js';
export { decodeBundle, encodeBundle } from './entry-bundle.js';
export { webCryptoEd25519, type VerifyEd25519 } from './ed25519.js';
export { formatVkey, parseVkey, verifierKey, type VerifierKey } from './verifier-key.js';
export { openNote, signNote, signatureLine, type OpenedNote } from './signed-note.js';
export { formatCheckpoint, openCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.js';
export { formatProof, parseProof, verifyProof, type TlogProof } from './tlog-proof.js';
export { LogSource } from './log-source.js';
export { logFiles } from './log-files.js';
export { KeptOpening, KeptOpenings } from './kept-openings.js';
export { readBundles } from './read-bundles.js';
export { verifyLog, type VerifyOptions } from './verify-log.js';
export { VERIFY_STEPS, type Finding, type VerifyReport, type VerifyStep } from './verify-report.js';
export { checkSessionEntries, type EntriesCheck } from './check-session-entries.js';
