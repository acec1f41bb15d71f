import type { ReceiptCheck } from '#receipt';
import { m } from '../generated/texts/messages.js';
import { Notice } from '../ui/Notice.js';

interface ReceiptFindingProps {
  /** What is missing may still come. */
  late: boolean;
  check: ReceiptCheck;
  /** The key that this device keeps. */
  vkey: string;
}

/** What this browser found out about the receipt, and what that rests on. */
export function ReceiptFinding({ late, check, vkey }: ReceiptFindingProps) {
  if (!check.ok) {
    return (
      <Notice kind="bad" title={m.receipt_wrong()} code={m.code_line({ code: check.code })} role="status">
        {check.code === 'keys-differ' && <p>{m.receipt_keys_differ()}</p>}
        <p>{m.receipt_wrong_words({ entry: check.entry ?? '–' })}</p>
      </Notice>
    );
  }
  return (
    <>
      {late && (
        <Notice kind="caution" title={m.receipt_late()} role="status">
          <p>{m.receipt_late_words()}</p>
        </Notice>
      )}
      {check.leaves.length > 0 && (
        <Notice kind="good" title={m.receipt_checked({ count: check.leaves.length })} role="status">
          <p>{m.receipt_check()}</p>
          <p class="small">
            {m.receipt_key_words()} <code>{vkey}</code>
          </p>
        </Notice>
      )}
    </>
  );
}
