import type { HearingHead, Hearing } from '#hearing';
import type { Json } from '#ledger';
import type { MinuteLine } from '#protocol';
import type { LeafDraft } from '../audit/leaf-draft.js';

/**
 * The entry of a line of the minute. In public it says what happened, and to which court word (judge, witness …): names,
 * seats and texts lie under the commitment. What happens before the opening belongs to no session.
 */
export function entryOf(
  head: HearingHead,
  { people }: Pick<Hearing, 'people'>,
  line: MinuteLine,
  session: string | undefined,
): LeafDraft {
  const { hearing } = head;
  const common = { booking: hearing, ...(session !== undefined && { session }) };
  const details: Record<string, Json> = { hearing, line: JSON.parse(JSON.stringify(line)) as Json };
  if (line.what === 'opened') {
    const { caseNumber, courtroom } = head;
    return { ...common, type: 'hearing.opened', details: { ...details, caseNumber, courtroom } };
  }
  if (session !== undefined && (line.what === 'closed' || line.what === 'adjourned'))
    return { ...common, type: 'hearing.closed', public: { how: line.what }, details };
  const of = line.kind === 'event' ? (line.seat ?? line.by) : line.by;
  const role = of === undefined ? undefined : people[of]?.role;
  const what = line.what ?? line.kind;
  return { ...common, type: 'hearing.noted', public: { what, ...(role !== undefined && { role }) }, details };
}
