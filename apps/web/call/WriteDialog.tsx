import type { TypedWord } from '#calling';
import { useId, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Keyboard } from '../ui/Keyboard.js';

export interface WriteDialogProps {
  words: readonly TypedWord[];
  draft: string;
  onDraft: (draft: string) => void;
  onSay: (text: string) => void;
  onClose: () => void;
}

const QUICK = [m.quick_yes, m.quick_no, m.quick_again, m.quick_slow, m.quick_understand, m.quick_loud];

/** Writing at the kiosk: a ready sentence with one touch, or letters on the screen. The call under it goes on. */
export function WriteDialog({ words, draft, onDraft, onSay, onClose }: WriteDialogProps) {
  const [letters, setLetters] = useState(draft !== '');
  const id = useId();
  const heard = words.findLast(({ by }) => by !== undefined);
  const say = (text: string) => {
    onSay(text);
    onClose();
  };
  if (!letters) {
    return (
      <Dialog title={m.call_words_title()} onClose={onClose}>
        <div class="quick">
          {QUICK.map((sentence) => (
            <Button key={sentence()} onPress={() => say(sentence())}>
              {sentence()}
            </Button>
          ))}
        </div>
        <Button onPress={() => setLetters(true)}>{m.call_words_keyboard()}</Button>
      </Dialog>
    );
  }
  return (
    <Dialog title={m.call_words_title()} onClose={onClose}>
      <div class="writing">
        <label class="unseen" for={id}>
          {m.call_words_field()}
        </label>
        <textarea
          id={id}
          class="field-input"
          rows={2}
          maxLength={500}
          inputMode="none"
          spellcheck={false}
          value={draft}
          onInput={(event) => onDraft(event.currentTarget.value)}
        />
        <Button
          kind="main"
          off={draft.trim() === ''}
          onPress={() => {
            say(draft);
            onDraft('');
          }}
        >
          {m.call_words_send()}
        </Button>
      </div>
      {heard && (
        <p class="writing-heard" data-unspoken tabIndex={0}>
          <strong>{heard.by}:</strong> {heard.text}
        </p>
      )}
      <Keyboard
        label={m.call_words_field()}
        onKey={(character) => onDraft((draft + character).slice(0, 500))}
        onBack={() => onDraft([...draft].slice(0, -1).join(''))}
      />
    </Dialog>
  );
}
