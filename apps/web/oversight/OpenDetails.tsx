import { Opening } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import type { DetailsHere } from './details-here.js';
import type { LogEntry } from './read-log.js';
import { OpenedDetails } from './OpenedDetails.js';

interface OpenDetailsProps {
  entry: LogEntry;
  details: DetailsHere;
  onClose: () => void;
}

/** Reading leaves an entry of its own, with the reason; what an export holds was read before it was made. */
export function OpenDetails({ entry, details: { openings, keep }, onClose }: OpenDetailsProps) {
  const [reason, setReason] = useState('');
  const [opening, setOpening] = useState<Opening>();
  const open = useAction(async () => {
    const why = reason.trim();
    const { index, salt, details } = await ask(Opening, 'POST', '/api/oversight/openings', {
      index: entry.index,
      reason: why,
    });
    setOpening({ index, salt, details });
    if (index === entry.index) keep?.({ index, reason: why, salt, details });
  });
  const kept = keep ? undefined : openings.find(({ index }) => index === entry.index);
  const ready = reason.trim().length >= 3;
  return (
    <Dialog title={m.open_entry({ index: entry.index })} onClose={onClose}>
      {open.failure && <Failed failure={open.failure} />}
      {kept && <p>{m.kept_reason({ reason: kept.reason })}</p>}
      {(kept ?? opening) ? (
        <OpenedDetails entry={entry} opening={(kept ?? opening)!} />
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
