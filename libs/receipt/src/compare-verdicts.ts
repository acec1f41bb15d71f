import type { Leaf } from '#ledger';
import type { CheckedRound, SeenParty } from './check-round.js';
import type { EnteredVerdict } from './entered-verdict.js';
import { ReceiptError } from './receipt-error.js';

/** An entry of the session, in the order of the log; `verdict` when it is one. */
export interface SessionEntry {
  readonly index: number;
  readonly leaf: Leaf;
  readonly verdict?: EnteredVerdict;
}

/** Verdicts in which log and device do not meet, and which accuse nobody. */
export interface Unmet {
  /** Labels (or else roles) whose verdict this device has and the log has not (yet): a line or a machine may have broken in between. */
  readonly notEntered: readonly string[];
  /** Labels (or else roles) whose verdict the log has, and this device did not get. */
  readonly notHeard: readonly string[];
  /** Indexes of verdicts on handshakes from before this device came, or came back. */
  readonly notSeen: readonly number[];
}

/**
 * Whether the log's verdicts stand under the keys that this device saw. While the device was in the session it took part in
 * every handshake, so a verdict under another key then is of somebody who stood between the two, or made up; what came before
 * it may be of an earlier handshake among the others. "Different" is never held against the log: it ended the session.
 * Throws ReceiptError `keys-differ`.
 */
export function compareVerdicts(entries: readonly SessionEntry[], rounds: readonly CheckedRound[]): Unmet {
  const seen = new Map(rounds.flatMap(({ T, parties }) => parties.map((party) => [party.vk, { T, party }] as const)));
  const own = rounds[0]?.parties.find((party) => party.own)?.role;
  const notSeen: number[] = [];
  const notHeard: string[] = [];
  const entered = new Set<string>();
  const here = new Set<number>();
  /** Somebody may have compared numbers with others, or with this device, before this page knew of it. */
  let mayBeOlder = false;
  for (const { index, leaf, verdict } of entries) {
    const role = leaf.public?.['role'] as number | undefined;
    if (leaf.type === 'party.joined' && role === own) mayBeOlder = here.size > 1 || hasLeft(entries, own, index);
    if (leaf.type === 'party.joined') here.add(role!);
    if (leaf.type === 'party.left') here.delete(role!);
    if (!verdict || own === undefined) continue;
    const known = seen.get(verdict.vk);
    if (known === undefined) {
      if (here.has(own) && verdict.same && !mayBeOlder)
        throw new ReceiptError(
          'keys-differ',
          `entry ${index} is a verdict under a key that this device never saw`,
          index,
        );
      notSeen.push(index);
      continue;
    }
    if (known.party.role !== role || (verdict.T !== undefined && verdict.T !== known.T))
      throw new ReceiptError(
        'keys-differ',
        `entry ${index} is a verdict on another transcript or of another role`,
        index,
      );
    if (known.party.same !== undefined && known.party.same !== verdict.same)
      throw new ReceiptError('keys-differ', `entry ${index} is not the verdict that this device saw`, index);
    if (known.party.same === undefined) notHeard.push(nameOf(known.party));
    entered.add(verdict.vk);
    mayBeOlder = false;
  }
  const told = [...seen].filter(([vk, { party }]) => party.same !== undefined && !entered.has(vk));
  return { notEntered: told.map(([, { party }]) => nameOf(party)), notHeard, notSeen };
}

const nameOf = ({ label, role }: SeenParty): string => label ?? `role ${role}`;

const hasLeft = (entries: readonly SessionEntry[], role: number | undefined, before: number): boolean =>
  entries.some(({ index, leaf }) => index < before && leaf.type === 'party.left' && leaf.public?.['role'] === role);
