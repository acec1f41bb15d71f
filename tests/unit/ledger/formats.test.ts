import {
  canonicalJson,
  commitTo,
  consistencyRanges,
  emptyRoot,
  formatProof,
  formatVkey,
  hmacSha256,
  leafHash,
  nodeHash,
  openNote,
  parseProof,
  parseTilePath,
  parseVkey,
  proveConsistency,
  proveInclusion,
  rootFromInclusion,
  sha256,
  signNote,
  tilePath,
  tilesOfLevel,
  TileTree,
  verifyConsistency,
} from '#ledger';
import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLog, testKey } from './log-builder.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

test('sha256 and HMAC agree with another implementation on every length around the block borders', () => {
  for (let length = 0; length < 300; length++) {
    const data = new Uint8Array(length).map((_, i) => (i * 31 + length) & 255);
    expect(hex(sha256(data))).toBe(createHash('sha256').update(data).digest('hex'));
    expect(hex(hmacSha256(data.slice(0, 32), data))).toBe(
      createHmac('sha256', data.slice(0, 32)).update(data).digest('hex'),
    );
  }
});

describe('canonical JSON (RFC 8785)', () => {
  test('example of §3.2.2 and §3.2.3', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
  test('keys are sorted by UTF-16 code units (§3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    const order = [...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => match[1]).join('');
    expect(order).toBe('2467153');
  });
  test('what JSON cannot say is refused', () => {
    for (const bad of [Number.NaN, Infinity, undefined, '\ud800', { a: undefined }, new Date(0), 1n, () => 0]) {
      expect(() => canonicalJson(bad)).toThrow(expect.objectContaining({ code: 'not-canonical' }));
    }
    expect(canonicalJson(-0)).toBe('0');
  });
  test('the same value has the same text, which reads back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

/** The definition of RFC 6962 §2.1, word for word. */
function naive(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot();
  if (leaves.length === 1) return leafHash(leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(naive(leaves.slice(0, k)), naive(leaves.slice(k)));
}
const entry = (i: number): Uint8Array => Uint8Array.of(i >> 8, i & 255);

describe('Merkle tree (RFC 6962)', () => {
  // The eight inputs and roots that Certificate Transparency implementations share.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  test('known roots', () => {
    expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const tree = new TileTree();
    for (const [i, input] of inputs.entries()) {
      tree.append(leafHash(bytes(input)));
      expect(hex(tree.root())).toBe(roots[i]);
    }
  });

  const entries = Array.from({ length: 700 }, (_, i) => entry(i));

  test('tiles, roots, inclusion and consistency agree with the definition', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat(), async (size, a, b) => {
        const log = await buildLog(entries.slice(0, size));
        const read = (path: string) => log.read(path);
        const root = naive(entries.slice(0, size));
        const index = a % size;
        const path = await proveInclusion(read, index, size);
        const leaf = leafHash(entries[index]!);
        expect(hex(rootFromInclusion(leaf, index, size, path)!)).toBe(hex(root));
        if (size > 1) {
          expect(rootFromInclusion(leaf, index, size, path.slice(1))).toBeUndefined();
          expect(hex(rootFromInclusion(leaf, (index + 1) % size, size, path) ?? new Uint8Array())).not.toBe(hex(root));
        }
        const older = b % (size + 1);
        const proof = await proveConsistency(read, older, size);
        const before = { size: older, root: naive(entries.slice(0, older)) };
        expect(proof).toHaveLength(consistencyRanges(older, size).length);
        expect(verifyConsistency(before, { size, root }, proof)).toBe(true);
        const wrong = { size: older, root: before.root.map((byte) => byte ^ 1) };
        expect(verifyConsistency(wrong, { size, root }, proof)).toBe(false);
        for (let i = 0; i < proof.length; i++) {
          const spoilt = proof.map((hash, at) => (at === i ? hash.map((byte) => byte ^ 1) : hash));
          expect(verifyConsistency(before, { size, root }, spoilt)).toBe(false);
        }
      }),
      {
        numRuns: 60,
        examples: [
          [256, 255, 256],
          [257, 256, 256],
          [512, 0, 257],
          [1, 0, 0],
          [7, 3, 3],
          [700, 699, 512],
        ],
      },
    );
  });
});

describe('tile paths (tlog-tiles)', () => {
  test('examples of the specification', () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', index: 0, width: 112 })).toBe('tile/entries/000.p/112');
    expect(tilesOfLevel(0, 70_000)).toHaveLength(274);
    expect(tilesOfLevel(0, 70_000).at(-1)).toEqual({ level: 0, index: 273, width: 112 });
    expect(tilesOfLevel(1, 70_000).map((tile) => tile.width)).toEqual([256, 17]);
    expect(tilesOfLevel(2, 70_000).map((tile) => tile.width)).toEqual([1]);
    expect(tilesOfLevel(1, 256).map((tile) => tile.width)).toEqual([1]);
  });
  test('one spelling only', () => {
    for (const bad of [
      'tile/00/000',
      'tile/0/0',
      'tile/0/x000/001',
      'tile/64/000',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/01',
      'tile/0/000/',
      '/tile/0/000',
      'tile/data/000',
    ]) {
      expect(() => parseTilePath(bad)).toThrow(expect.objectContaining({ code: 'path-malformed' }));
    }
    fc.assert(
      fc.property(fc.nat(63), fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
      }),
    );
  });
});

describe('signed notes', () => {
  // The example of golang.org/x/mod/sumdb/note.
  const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const line =
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
  const key = parseVkey(vkey);

  test('a note made by another implementation opens', async () => {
    expect(formatVkey(key)).toBe(vkey);
    expect((await openNote(`${text}\n${line}`, [key])).text).toBe(text);
  });
  test('unknown signatures are passed over, wrong ones are not', async () => {
    const other = testKey();
    const both = `${await signNote(text, other.key, other.sign)}${line}`;
    expect(await openNote(both, [key])).toMatchObject({ text, others: 1 });
    expect((await openNote(both, [key, other.key])).signers).toHaveLength(2);
    const open = (note: string) => openNote(note, [key]);
    await expect(open(`${text.replace('If', 'Of')}\n${line}`)).rejects.toMatchObject({ code: 'signature-wrong' });
    await expect(open(await signNote(text, other.key, other.sign))).rejects.toMatchObject({ code: 'note-not-signed' });
    for (const bad of [
      `${text}\n`,
      text,
      `${text}\n${line}x`,
      `${text}\n${line.slice(0, -1)}`,
      `${text}\u0007\n\n${line}`,
      `${text}\n${line}${line}`,
    ]) {
      await expect(open(bad)).rejects.toMatchObject({ code: 'note-malformed' });
    }
  });
  test('a verifier key with another name or id is refused', () => {
    for (const bad of [
      vkey.replace('Peter', 'Beter'),
      vkey.replace('c74f', 'c74e'),
      `${vkey}=`,
      'x',
      ' '.concat(vkey),
    ]) {
      expect(() => parseVkey(bad)).toThrow(expect.objectContaining({ code: 'vkey-malformed' }));
    }
  });
});

test('tlog-proof texts read back; other texts are refused', () => {
  const hash = new Uint8Array(32).fill(5);
  const proof = { index: 73894, path: [hash, hash], checkpoint: 'example.com/log\n1\nx\n\n— a b\n' };
  const text = formatProof(proof);
  expect(text.startsWith('c2sp.org/tlog-proof@v1\nindex 73894\n')).toBe(true);
  expect(parseProof(text)).toEqual(proof);
  expect(parseProof(formatProof({ ...proof, extra: hash })).extra).toEqual(hash);
  for (const bad of [
    text.replace('@v1', '@v2'),
    text.replace('index 7', 'index 07'),
    text.replace('BQU', 'B U'),
    'x',
  ]) {
    expect(() => parseProof(bad)).toThrow(expect.objectContaining({ code: 'proof-malformed' }));
  }
});

test('a commitment hides nothing but what is under it, and depends on the salt', () => {
  const salt = new Uint8Array(32).fill(3);
  const details = { b: 1, a: 'x' };
  expect(commitTo(salt, details)).toBe(createHmac('sha256', salt).update('{"a":"x","b":1}').digest('hex'));
  expect(commitTo(new Uint8Array(32), details)).not.toBe(commitTo(salt, details));
  expect(() => commitTo(new Uint8Array(16), details)).toThrow('32 bytes');
});
