import { useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { currentLocale } from '../text/locale.js';
import { keyboardRows } from './keyboard-rows.js';

interface KeyboardProps {
  label: string;
  onKey: (character: string) => void;
  onBack: () => void;
}

/** Keys on the screen for a touch device without a keyboard, in the language that is shown. */
export function Keyboard({ label, onKey, onBack }: KeyboardProps) {
  const [digits, setDigits] = useState(false);
  return (
    <div class="keys" role="group" data-unspoken aria-label={label}>
      {keyboardRows(currentLocale(), digits).map((row) => (
        <div key={row[0]} class="keys-row">
          {row.map((character) => (
            <button key={character} type="button" class="pad-key key" onClick={() => onKey(character)}>
              {character}
            </button>
          ))}
        </div>
      ))}
      <div class="keys-row">
        <button type="button" class="pad-key pad-word key-wide" onClick={() => setDigits(!digits)}>
          {digits ? m.key_letters() : '123'}
        </button>
        <button type="button" class="pad-key pad-word key-space" onClick={() => onKey(' ')}>
          {m.key_space()}
        </button>
        {['.', ',', '?'].map((character) => (
          <button key={character} type="button" class="pad-key key" onClick={() => onKey(character)}>
            {character}
          </button>
        ))}
        <button type="button" class="pad-key pad-word key-wide" onClick={onBack}>
          {m.pad_back()}
        </button>
      </div>
    </div>
  );
}
