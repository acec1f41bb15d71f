import { m } from '../generated/texts/messages.js';
import { speakName } from '../speech/speaker.js';
import { chooseLocale, currentLocale, LOCALES, OWN_NAMES } from '../text/locale.js';

/** On every screen; each language in its own name. On a kiosk the choice ends with the session. */
export function LanguageSwitch({ kept = true }: { kept?: boolean }) {
  return (
    <div class="languages" role="group" aria-label={m.language()}>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          class="language"
          lang={locale}
          aria-pressed={locale === currentLocale() ? 'true' : 'false'}
          onClick={() => {
            chooseLocale(locale, kept);
            speakName(locale);
          }}
        >
          {OWN_NAMES[locale]}
        </button>
      ))}
    </div>
  );
}
