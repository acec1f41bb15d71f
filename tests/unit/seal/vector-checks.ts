import { decodeHeader, decryptSFrame, deriveSFrameKey, encryptSFrame, fromHex, type SFrameSuite, toHex } from '#seal';
import { type CaseInput, computeCase, headerHex } from './vector-case.js';

/** The texts of docs/e2ee-vectors.json, vectors/given-e2ee.json and vectors/sframe.json. */
export interface VectorTexts {
  readonly own: string;
  readonly given: string;
  readonly sframe: string;
}

interface GivenCase {
  readonly ctx: string;
  readonly ctxh: string;
  readonly commits: readonly string[];
  readonly T: string;
  readonly sas: string;
  readonly sig01: string;
  readonly mac01: string;
  readonly wrapped: string;
  readonly resumeT: string;
  /** The first 20 bytes of a frame, then `…` and its length. */
  readonly frame: string;
}

/** Checks every vector. Needs WebCrypto only, so that browsers run it too. `failed` names what differs. */
export async function checkVectors(texts: VectorTexts): Promise<{ passed: number; failed: string[] }> {
  let passed = 0;
  const failed: string[] = [];
  const expect = (name: string, holds: boolean) => void (holds ? passed++ : failed.push(name));

  const own = JSON.parse(texts.own) as { cases: Record<string, { input: CaseInput; values: Record<string, string> }> };
  const given = JSON.parse(texts.given) as Record<string, GivenCase>;
  for (const [name, { input, values }] of Object.entries(own.cases)) {
    const computed = await computeCase(input);
    for (const [key, value] of Object.entries(values)) expect(`${name} ${key}`, computed[key] === value);
    expect(`${name} complete`, Object.keys(computed).length === Object.keys(values).length);
    if (given[name]) checkGiven(name, given[name], computed, expect);
  }
  for (const n of ['n2', 'n3', 'n4']) expect(`given ${n} was met`, n in own.cases && n in given);
  await checkSFrame(texts.sframe, expect);
  return { passed, failed };
}

type Expect = (name: string, holds: boolean) => void;

function checkGiven(name: string, given: GivenCase, computed: Record<string, string>, expect: Expect): void {
  for (const key of ['ctx', 'ctxh', 'T', 'sas'] as const) expect(`given ${name} ${key}`, computed[key] === given[key]);
  for (const [i, commit] of given.commits.entries())
    expect(`given ${name} commit ${i}`, computed[`commit ${i}`] === commit);
  expect(`given ${name} confirm`, computed['confirm 0>1'] === given.sig01 + given.mac01);
  expect(`given ${name} wrapped`, computed['key 0>1 kid 0']?.slice(24) === given.wrapped);
  const [begin] = given.frame.split('…');
  expect(`given ${name} frame`, begin!.length === 40 && computed['frame kid 0 ctr 0']?.startsWith(begin!) === true);
  expect(`given ${name} resume`, computed['resume T'] === given.resumeT);
}

type Row = Readonly<Record<string, string>>;

async function checkSFrame(text: string, expect: Expect): Promise<void> {
  const sframe = JSON.parse(exactNumbers(text)) as { header: Row[]; sframe: Row[] };
  for (const { kid, ctr, encoded } of sframe.header) {
    const read = decodeHeader(fromHex(encoded!));
    expect(`header ${kid} ${ctr}`, headerHex(BigInt(kid!), BigInt(ctr!)) === encoded);
    expect(
      `header ${encoded}`,
      read?.kid === BigInt(kid!) && read.ctr === BigInt(ctr!) && 2 * read.length === encoded!.length,
    );
  }
  let suites = 0;
  for (const row of sframe.sframe) {
    const suite = Number(row['cipher_suite']);
    if (suite !== 4 && suite !== 5) continue;
    suites++;
    await checkSuite(suite, row, expect);
  }
  expect('both suites are there', suites === 2 && sframe.header.length > 200);
}

async function checkSuite(suite: SFrameSuite, row: Row, expect: Expect): Promise<void> {
  const [kid, ctr] = [BigInt(row['kid']!), BigInt(row['ctr']!)];
  const metadata = fromHex(row['metadata']!);
  const payload = fromHex(row['ct']!);
  const sealing = await deriveSFrameKey(suite, fromHex(row['base_key']!), kid, 'encrypt');
  expect(`suite ${suite} salt`, toHex(sealing.salt) === row['sframe_salt']);
  const sealed = await encryptSFrame(sealing, ctr, metadata, fromHex(row['pt']!));
  expect(`suite ${suite} encrypt`, toHex(sealed) === row['ct']);
  const opening = await deriveSFrameKey(suite, fromHex(row['base_key']!), kid, 'decrypt');
  const opened = await decryptSFrame(opening, decodeHeader(payload)!, metadata, payload);
  expect(`suite ${suite} decrypt`, opened !== undefined && toHex(opened) === row['pt']);
}

/** Integers of 64 bits do not survive JSON.parse: quotes them first. */
const exactNumbers = (text: string): string => text.replaceAll(/:\s*(\d+)(?=\s*[,}])/g, ': "$1"');
