import type { Leaf } from '#ledger';
import type { CheckedRound, Unmet } from '#receipt';
import type { ReceiptVerdict } from './check-receipt-file.js';
import { missingFrom } from './missing-from.js';

const holds = (step: string, text: string): string => `holds    ${step.padEnd(11)} ${text}`;
const plain = (text: string): string => text.replace(/\p{C}/gu, '?');

/** By number, E2EE.md §2. */
const ROLES = ['booth', 'attorney', 'co-counsel', 'interpreter'];

const UNPINNED = [
  'note     The log key came with the log or the receipt, so this does not show whose log it is. To pin it, get the key',
  '         from a place you trust and say:',
];

const DIFFER = [
  '         means       The numbers that were compared on this device are not those of the record: somebody may have',
  '                     stood in between, or the record was made up. Keep the file; tell the oversight body.',
];

/** The report for people, of one receipt. */
export function printReceipt(verdict: ReceiptVerdict): string {
  const { check, vkey, pinned } = verdict;
  const name = plain(verdict.name);
  const lines = [`receipt  ${name}`];
  if (!pinned) lines.push(...UNPINNED, `         --vkey '${vkey.trim().replace(/[^\x21-\x7e]/g, '?')}'`);
  if (!check.ok) {
    const where = check.entry === undefined ? '' : `, entry ${check.entry}`;
    lines.push(`FAILS    ${plain(check.message)} (${check.code}${where})`);
    if (check.code === 'keys-differ') lines.push(...DIFFER);
    return [...lines, '', `NOT VERIFIED ${name}`, ''].join('\n');
  }
  const rounds = 'rounds' in check ? check.rounds : [check.round];
  lines.push(holds('entries', `${check.leaves.length} entries of the session are in the log`));
  lines.push(...rounds.flatMap(transcript));
  if (rounds.length > 0) lines.push(holds('keys', 'the verdicts in the log stand under these keys'));
  const missing = missingFrom(verdict);
  lines.push(...missing.map((words) => `missing  ${plain(words)}`), ...unmetLines(check.unmet), ...facts(check.leaves));
  return [...lines, '', `${missing.length > 0 ? 'HOLDS IN PART' : 'VERIFIED'} ${name}`, ''].join('\n');
}

const transcript = ({ T, parties }: CheckedRound): string[] => [
  holds('transcript', `recomputed from what the device saw: ${T}`),
  ...parties.map(({ role, label, vk, own, same, device }) => {
    const said = same === undefined ? 'no answer' : same ? 'said "same"' : 'said "different"';
    const more = [own ? 'this device' : '', device === undefined ? '' : `enrolled device ${device}`];
    return `         ${plain(label ?? ROLES[role - 1] ?? '').padEnd(20)} ${vk}  ${[said, ...more.filter(Boolean)].join(', ')}`;
  }),
];

function unmetLines({ notEntered, notSeen }: Unmet): string[] {
  const lines: string[] = [];
  if (notEntered.length > 0) lines.push(`note     Said, and not in the log: ${notEntered.map(plain).join(', ')}`);
  if (notSeen.length > 0) lines.push(`note     Entries of handshakes without this device: ${notSeen.join(', ')}`);
  return lines;
}

function facts(leaves: readonly Leaf[]): string[] {
  return leaves.flatMap(({ type, time, public: shown }) => {
    if (type === 'booth.opened') return [`         opened ${time}, seal profile ${plain(String(shown?.['profile']))}`];
    if (type === 'session.closed') return [`         closed ${time}, ${plain(String(shown?.['code']))}`];
    return [];
  });
}
