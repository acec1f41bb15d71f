import { generateKeyPairSync, sign } from 'node:crypto';
import {
  encodeLeaf,
  formatCheckpoint,
  formatProof,
  formatVkey,
  leafHash,
  type Leaf,
  signNote,
  verifierKey,
} from '#ledger';
import type { Receipt } from '#protocol';

const ORIGIN = 'habeas.example/demo';

/** A receipt that verifies: a log of one entry, signed with a key made for it. */
export async function trueReceipt(booking: string, session: string): Promise<Receipt> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const key = verifierKey(ORIGIN, new Uint8Array(raw));
  const leaf: Leaf = {
    v: 1,
    type: 'booth.opened',
    time: '2026-11-23T05:30:00Z',
    facility: ORIGIN,
    session,
    seq: 0,
    by: 'facility',
    public: { profile: 'demo', missing: [], janus: '1.1.2', config: 'a'.repeat(64) },
    commitment: 'b'.repeat(64),
  };
  const bytes = encodeLeaf(leaf);
  const root = leafHash(bytes);
  const checkpoint = await signNote(
    formatCheckpoint({ origin: ORIGIN, size: 1, root }),
    key,
    async (message) => new Uint8Array(sign(null, message, privateKey)),
  );
  return {
    booking,
    session,
    vkey: formatVkey(key),
    late: false,
    entries: [
      { index: 0, leaf: Buffer.from(bytes).toString('utf8'), proof: formatProof({ index: 0, path: [], checkpoint }) },
    ],
  };
}
