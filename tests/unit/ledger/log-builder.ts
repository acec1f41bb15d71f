import {
  encodeBundle,
  encodeLeaf,
  formatCheckpoint,
  formatProof,
  formatVkey,
  grownTilePath,
  leafHash,
  LogSource,
  proveInclusion,
  signNote,
  tilePath,
  TileTree,
  verifierKey,
  type Leaf,
} from '#ledger';
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export const ORIGIN = 'habeas.example/test';
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function testKey(seed = 7, name = ORIGIN) {
  const secret = createPrivateKey({
    key: Buffer.concat([PKCS8, Buffer.alloc(32, seed)]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const key = verifierKey(name, new Uint8Array(spki.subarray(-32)));
  return {
    key,
    vkey: formatVkey(key),
    sign: (m: Uint8Array) => Promise.resolve(new Uint8Array(sign(null, m, secret))),
  };
}

/** Ed25519 that answers again what it answered before: flipping bits elsewhere does not change the checkpoint. */
export function rememberingEd25519() {
  const known = new Map<string, boolean>();
  const keys = new Map<string, KeyObject>();
  const spki = Buffer.from('302a300506032b6570032100', 'hex');
  return (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> => {
    const id = Buffer.concat([publicKey, signature, message]).toString('latin1');
    let answer = known.get(id);
    if (answer === undefined) {
      const name = Buffer.from(publicKey).toString('hex');
      const key =
        keys.get(name) ?? createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' });
      keys.set(name, key);
      answer = verify(null, message, key, signature);
      known.set(id, answer);
    }
    return Promise.resolve(answer);
  };
}

export class MemorySource extends LogSource {
  constructor(readonly files: Map<string, Uint8Array>) {
    super();
  }
  list(): Promise<string[]> {
    return Promise.resolve([...this.files.keys()]);
  }
  read(path: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.files.get(path));
  }
  copy(): MemorySource {
    return new MemorySource(new Map([...this.files].map(([path, bytes]) => [path, bytes.slice()])));
  }
}

/** A log of the given entries, signed; entries are taken as they are. */
export async function buildLog(entries: readonly Uint8Array[], signer = testKey()): Promise<MemorySource> {
  const files = new Map<string, Uint8Array>();
  const tree = new TileTree();
  for (const entry of entries)
    for (const tile of tree.append(leafHash(entry))) files.set(grownTilePath(tile), tile.bytes);
  for (const tile of tree.partials()) files.set(grownTilePath(tile), tile.bytes);
  for (let index = 0; index * 256 < entries.length; index++) {
    const bundle = entries.slice(index * 256, index * 256 + 256);
    files.set(tilePath({ level: 'entries', index, width: bundle.length }), encodeBundle(bundle));
  }
  const text = formatCheckpoint({ origin: signer.key.name, size: tree.size, root: tree.root() });
  files.set('checkpoint', new TextEncoder().encode(await signNote(text, signer.key, signer.sign)));
  files.set('log.vkey', new TextEncoder().encode(`${signer.vkey}\n`));
  return new MemorySource(files);
}

export async function proofFrom(log: MemorySource, index: number, size: number): Promise<string> {
  const path = await proveInclusion((name) => log.read(name), index, size);
  return formatProof({ index, path, checkpoint: new TextDecoder().decode(log.files.get('checkpoint')) });
}

const common = { v: 1, facility: ORIGIN, by: 'facility', time: '2026-11-23T21:42:00Z' } as const;

/** One session with `joins` joins and its end: `2 + joins` leaves. */
export function sessionLeaves(session: string, joins: number): Leaf[] {
  const config = 'ab'.repeat(32);
  const middle = Array.from({ length: joins }, (_, i): Leaf => {
    return {
      ...common,
      type: i % 2 ? 'party.left' : 'party.joined',
      session,
      seq: i + 1,
      public: { role: 1 + (i % 2) },
    };
  });
  return [
    {
      ...common,
      type: 'booth.opened',
      session,
      seq: 0,
      public: { profile: 'demo', missing: ['own-user'], janus: '1.1.2', config },
      commitment: 'cd'.repeat(32),
    },
    ...middle,
    { ...common, type: 'session.closed', session, seq: joins + 1, public: { code: 'normal' } },
  ];
}

export function bookingLeaf(seq: number): Leaf {
  return { ...common, type: 'booking.made', time: '2026-11-23T21:00:00Z', seq, commitment: 'ef'.repeat(32) };
}

/** 50 leaves of several chains. */
export function fiftyEntries(): Uint8Array[] {
  const leaves = [
    ...Array.from({ length: 10 }, (_, i) => bookingLeaf(i)),
    ...sessionLeaves('0123456789abcdef'.repeat(2), 18),
    ...sessionLeaves('fedcba9876543210'.repeat(2), 18),
  ];
  return leaves.map(encodeLeaf);
}
