import { type Party, ROLE } from './context.js';
import { hash } from './notation.js';

/** Three groups of four digits. */
export type CodeGroups = readonly [string, string, string];

/** SAS of E2EE.md §4 as a number below 10^12. */
export async function sasNumber(T: Uint8Array): Promise<bigint> {
  const digest = await hash('sas', T);
  let value = 0n;
  for (const byte of digest.subarray(0, 16)) value = (value << 8n) | BigInt(byte);
  return value % 1_000_000_000_000n;
}

export async function matchingCode(T: Uint8Array): Promise<CodeGroups> {
  const digits = (await sasNumber(T)).toString().padStart(12, '0');
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)];
}

/** The group (0 to 2) that a party's screen hides: the booth's hides the third, every other the first. */
export const hiddenGroup = (role: number): 0 | 2 => (role === ROLE.booth ? 2 : 0);

/** One reading aloud: who, and which groups. */
export interface Reading {
  readonly party: number;
  readonly groups: readonly number[];
}

/** The order of reading (E2EE.md §4): booth groups one and two, then the others in roster order all three. */
export function readingOrder(roster: readonly Party[]): readonly Reading[] {
  const booth = roster.findIndex(({ role }) => role === ROLE.booth);
  const others = roster.map((_, party) => party).filter((party) => party !== booth);
  return [{ party: booth, groups: [0, 1] }, ...others.map((party) => ({ party, groups: [0, 1, 2] }))];
}

export const MAX_WRONG_ENTRIES = 3;

/** The typing of the hidden group: `open` until typed right; three wrong entries count as "different". */
export type CodeEntry = { readonly state: 'open'; readonly wrong: number } | { readonly state: 'right' | 'different' };

export const EMPTY_ENTRY: CodeEntry = { state: 'open', wrong: 0 };

export function enterGroup(entry: CodeEntry, typed: string, code: CodeGroups, hidden: 0 | 2): CodeEntry {
  if (entry.state !== 'open') return entry;
  if (typed === code[hidden]) return { state: 'right' };
  const wrong = entry.wrong + 1;
  return wrong >= MAX_WRONG_ENTRIES ? { state: 'different' } : { state: 'open', wrong };
}
