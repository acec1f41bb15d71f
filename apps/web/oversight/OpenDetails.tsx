import { commitmentOpens } from '#ledger';
import { Opening } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { Notice } from '../ui/Notice.js';
import type { LogEntry } from './read-log.js';
import { SignedVerdict } from './SignedVerdict.js';

/** Reading leaves an entry of its own, with the reason. */
export function OpenDetails({ entry, onClose }: { entry: LogEntry; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [opening, setOpening] = useState<Opening>();
  const open = useAction(async () => {
    setOpening(await ask(Opening, 'POST', '/api/oversight/openings', { index: entry.index, reason: reason.trim() }));
  });
  const ready = reason.trim().length >= 3;
  return (
    <Dialog title={m.open_entry({ index: entry.index })} onClose={onClose}>
      {open.failure && <Failed failure={open.failure} />}
      {opening ? (
        <>
          {commitmentOpens(entry.leaf?.commitment, opening) ? (
            <Notice kind="good" title={m.details_match()} role="status" />
          ) : (
            <Notice kind="bad" title={m.details_differ()} role="status" />
          )}
          {entry.leaf?.type === 'code.verdict' && <SignedVerdict leaf={entry.leaf} opening={opening} />}
          <pre class="details">{JSON.stringify(opening.details, null, 2)}</pre>
        </>
      ) : (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) open.run();
          }}
        >
          <p>{m.open_words()}</p>
          <Field label={m.reason()} value={reason} onInput={setReason} maxLength={200} />
          <Button kind="main" submit off={!ready || open.running}>
            {m.open_with_reason()}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
