/** Typing the hidden group as heard (E2EE.md §4). `different`: three wrong entries count as "different". */
export type MatchingEntry =
  | { name: 'typing'; typed: string; wrong: 0 | 1 | 2 }
  | { name: 'heard' }
  | { name: 'different' };

export type MatchingEvent = { type: 'digit'; digit: string } | { type: 'back' } | { type: 'clear' };

export const FIRST_ENTRY: MatchingEntry = { name: 'typing', typed: '', wrong: 0 };

/** `expected`: the hidden group, four digits. The fourth digit compares at once. */
export function transition(entry: MatchingEntry, event: MatchingEvent, expected: string): MatchingEntry {
  if (entry.name !== 'typing') return entry;
  if (event.type === 'clear') return { ...entry, typed: '' };
  if (event.type === 'back') return { ...entry, typed: entry.typed.slice(0, -1) };
  if (!/^\d$/.test(event.digit)) return entry;
  const typed = entry.typed + event.digit;
  if (typed.length < expected.length) return { ...entry, typed };
  if (typed === expected) return { name: 'heard' };
  if (entry.wrong === 2) return { name: 'different' };
  return { name: 'typing', typed: '', wrong: entry.wrong === 0 ? 1 : 2 };
}
