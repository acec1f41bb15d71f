import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<number, () => string>> = {
  1: m.party_booth,
  2: m.party_attorney,
  3: m.party_co_counsel,
  4: m.party_interpreter,
};

/** A role of the seal (E2EE.md §2), as the log has it. */
export const partyWords = (role: unknown): string => WORDS[Number(role)]?.() ?? '–';
