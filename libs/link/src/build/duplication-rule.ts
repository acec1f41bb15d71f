import type { ClassPlan } from '../line-plan.js';
import { SOUND_CLASSES, type SoundClass } from '../traffic-class.js';
import { chainOf } from './chain-of.js';

/**
 * The one rule that copies, as the kernel lists it; DEVICE stands for the device of the egress chain that it is in. The
 * frame leaves that device a second time as it is, so its copy goes to the packet's own next hop: the rule has no address
 * and no other device. `meta mark` keeps a copy from being copied. `sha256` is of the text, in hexadecimal; who changes
 * the text publishes another hash.
 */
export const DUPLICATION_RULE = {
  text: 'meta mark != 0x0000a7da meta mark set 0x0000a7da counter name "up_copies" dup to "DEVICE"',
  sha256: '872798641fda3421a88d1fce1047c7c6191054be96057aa976a3a545afc48341',
} as const;

/** Counts copies; part of the rule. */
export const COPIES = 'up_copies';

/** What a plan copies: nothing, unless it says so. */
export const duplicated = ({ duplicate = [] }: ClassPlan): readonly SoundClass[] => duplicate;

export const duplicationRule = (device: string): string => DUPLICATION_RULE.text.replace('DEVICE', device);

/** The rules that copy of a plan in force, as `copyingRules` finds them. */
export const rulesOfPlan = (plan: ClassPlan, device: string): CopyingRule[] =>
  SOUND_CLASSES.filter((name) => duplicated(plan).includes(name)).map((name) => ({
    chain: chainOf('up', name),
    rule: duplicationRule(device),
  }));

/** A rule that copies, and the chain that it is in. */
export interface CopyingRule {
  readonly chain: string;
  readonly rule: string;
}

/** Every rule that copies in a table as `nft list` prints it. */
export function copyingRules(listing: string): CopyingRule[] {
  let chain = '';
  return listing.split('\n').flatMap((line) => {
    chain = /^\s*chain (\S+) \{/.exec(line)?.[1] ?? chain;
    return /\bdup to\b/.test(line) ? [{ chain, rule: line.trim() }] : [];
  });
}
