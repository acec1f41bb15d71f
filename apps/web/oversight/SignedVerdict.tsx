import type { Leaf } from '#ledger';
import type { Opening } from '#protocol';
import { enteredVerdict, ReceiptError } from '#receipt';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Notice } from '../ui/Notice.js';

/** Whether the visit key of a `code.verdict` signed what lies under its commitment: computed here. */
export function SignedVerdict({ leaf, opening }: { leaf: Leaf; opening: Opening }) {
  const [found, set] = useState<'signed' | 'not-signed'>();
  useEffect(() => {
    enteredVerdict(opening.index, leaf, opening).then(
      () => set('signed'),
      (error: unknown) => {
        if (!(error instanceof ReceiptError)) throw error;
        set('not-signed');
      },
    );
  }, [leaf, opening]);
  if (found === undefined) return null;
  return found === 'signed' ? (
    <Notice kind="good" title={m.verdict_signed()} role="status" />
  ) : (
    <Notice kind="bad" title={m.verdict_not_signed()} role="status" />
  );
}
