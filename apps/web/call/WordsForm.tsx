import { useId } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';

interface WordsFormProps {
  /** Not sent yet; kept while the line is lost. */
  draft: string;
  onDraft: (draft: string) => void;
  onSay: (text: string) => void;
}

/** One line and a button: where there is a keyboard. */
export function WordsForm({ draft, onDraft, onSay }: WordsFormProps) {
  const id = useId();
  return (
    <form
      class="words-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSay(draft);
        onDraft('');
      }}
    >
      <label class="unseen" for={id}>
        {m.call_words_field()}
      </label>
      <input
        id={id}
        class="field-input"
        value={draft}
        autocomplete="off"
        spellcheck={false}
        maxLength={500}
        placeholder={m.call_words_field()}
        onInput={(event) => onDraft(event.currentTarget.value)}
      />
      <Button submit>{m.call_words_send()}</Button>
    </form>
  );
}
