import { type ImportProblem, importProblem } from '#protocol';
import type { ListedHearing } from './hearing-of-row.js';

/**
 * Of the hearings of one list those that can stand beside each other: a second one of the same source, or of the same case at
 * the same moment, is named, and so is one that would have a courtroom while an earlier line has it.
 */
export function listedOnce(listed: readonly ListedHearing[]): {
  readonly hearings: readonly ListedHearing[];
  readonly problems: readonly ImportProblem[];
} {
  const hearings: ListedHearing[] = [];
  const problems: ImportProblem[] = [];
  for (const one of listed) {
    const { line, wish } = one;
    if (hearings.some((other) => isSame(one, other))) {
      problems.push(importProblem(line, 'row-twice', undefined, wish.caseNumber));
    } else if (hearings.some((other) => meets(one, other))) {
      problems.push(importProblem(line, 'courtroom-taken', 'courtroom', wish.courtroom));
    } else hearings.push(one);
  }
  return { hearings, problems };
}

function isSame(one: ListedHearing, other: ListedHearing): boolean {
  if (one.source !== undefined && one.source === other.source) return true;
  return one.wish.caseNumber === other.wish.caseNumber && Date.parse(one.wish.from) === Date.parse(other.wish.from);
}

const meets = ({ wish: one }: ListedHearing, { wish: other }: ListedHearing): boolean =>
  one.courtroom === other.courtroom &&
  Date.parse(one.from) < Date.parse(other.to) &&
  Date.parse(other.from) < Date.parse(one.to);
