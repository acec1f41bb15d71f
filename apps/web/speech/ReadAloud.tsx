import { useEffect, useRef, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { currentLocale } from '../text/locale.js';
import { canSpeak, hush, speak } from './speaker.js';
import { textsOnScreen } from './texts-on-screen.js';

/** Reads the screen aloud, on the kiosk alone; a second touch stops it, and so does the next screen. */
export function ReadAloud() {
  const [speaking, setSpeaking] = useState(false);
  const own = useRef(false);
  const locale = currentLocale();
  const stop = () => {
    if (own.current) hush();
  };
  useEffect(() => stop, [locale]);
  if (!canSpeak || document.documentElement.dataset['scale'] !== 'kiosk') return null;
  const press = async () => {
    if (own.current) return hush();
    own.current = true;
    setSpeaking(true);
    await speak(textsOnScreen());
    own.current = false;
    setSpeaking(false);
  };
  return (
    <button
      type="button"
      class="read-aloud"
      data-unspoken
      aria-pressed={speaking ? 'true' : 'false'}
      onClick={() => void press()}
    >
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path d="M5 12h5l7-6v20l-7-6H5zM22 11a7 7 0 0 1 0 10M26 7a13 13 0 0 1 0 18" />
      </svg>
      {m.read_aloud()}
    </button>
  );
}
