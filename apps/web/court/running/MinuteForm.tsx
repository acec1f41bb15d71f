import { useId, useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';

interface MinuteFormProps {
  court: CourtProps;
  draft: string;
  onDraft: (draft: string) => void;
  /** Number of the line that is corrected; a note without it. */
  corrects: number | undefined;
  onCorrects: (number: number | undefined) => void;
}

/** A note, or a correction of one line. Not sent: the text stays here and says so. */
export function MinuteForm({ court, draft, onDraft, corrects, onCorrects }: MinuteFormProps) {
  const id = useId();
  const [unsent, setUnsent] = useState(false);
  return (
    <form
      class="court-note"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.trim() === '') return;
        const sent = court.actions.note(draft.trim(), corrects);
        setUnsent(!sent);
        if (!sent) return;
        onDraft('');
        onCorrects(undefined);
      }}
    >
      <label for={id}>{corrects === undefined ? m.court_note() : m.court_note_correction({ number: corrects })}</label>
      <textarea
        id={id}
        class="field-input"
        rows={2}
        maxLength={2000}
        value={draft}
        onInput={(event) => onDraft(event.currentTarget.value)}
      />
      <p class="court-odd" role="status">
        {unsent && `▲ ${m.court_note_kept()}`}
      </p>
      <div class="row">
        <Button submit off={draft.trim() === ''}>
          {corrects === undefined ? m.court_note_add() : m.court_note_add_correction()}
        </Button>
        {corrects !== undefined && (
          <Button onPress={() => onCorrects(undefined)}>{m.court_note_no_correction()}</Button>
        )}
      </div>
    </form>
  );
}
