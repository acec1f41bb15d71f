import type { Block, BlockReason } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords } from './moments.js';

const REASONS: Readonly<Record<BlockReason, () => string>> = {
  repair: m.reason_repair,
  cleaning: m.reason_cleaning,
  staff: m.reason_staff,
  safety: m.reason_safety,
  other: m.reason_other,
};

export const blockReasonWords = (reason: BlockReason): string => REASONS[reason]();

export const blockKindWords = (kind: Block['kind']): string =>
  kind === 'lockdown' ? m.block_kind_lockdown() : m.block_kind_block();

/** `Monday 23 November, 10:30–12:00`; with both days when it ends on another one. */
export function spanWords({ from, to }: { from: string; to: string }, zone: string): string {
  const [first, last] = [dayOf(from, zone), dayOf(to, zone)];
  const end = first === last ? `–${clock(to, zone)}` : ` – ${dayWords(last)}, ${clock(to, zone)}`;
  return `${dayWords(first)}, ${clock(from, zone)}${end}`;
}
