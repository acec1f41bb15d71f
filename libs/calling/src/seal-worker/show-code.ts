import { hiddenGroup, matchingCode, type Phase, readingOrder } from '#seal';
import type { MatchingCode } from '../seal-messages.js';

export async function matchingCodeOf(round: string, { transcript, context }: Phase<'keyed'>): Promise<MatchingCode> {
  const { roster, me } = context;
  return {
    round,
    groups: await matchingCode(transcript.T),
    hidden: hiddenGroup(roster[me]!.role),
    reading: readingOrder(roster).map(({ party, groups }) => ({
      label: roster[party]!.label,
      own: party === me,
      groups,
    })),
  };
}
