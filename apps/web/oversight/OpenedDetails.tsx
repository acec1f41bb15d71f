import { commitmentOpens } from '#ledger';
import type { Opening } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { Notice } from '../ui/Notice.js';
import type { LogEntry } from './read-log.js';
import { SignedVerdict } from './SignedVerdict.js';

/** Details that were opened, checked here against what the entry is committed to. */
export function OpenedDetails({ entry, opening }: { entry: LogEntry; opening: Opening }) {
  return (
    <>
      {commitmentOpens(entry.leaf?.commitment, opening) ? (
        <Notice kind="good" title={m.details_match()} role="status" />
      ) : (
        <Notice kind="bad" title={m.details_differ()} role="status" />
      )}
      {entry.leaf?.type === 'code.verdict' && <SignedVerdict leaf={entry.leaf} opening={opening} />}
      <pre class="details">{JSON.stringify(opening.details, null, 2)}</pre>
    </>
  );
}
