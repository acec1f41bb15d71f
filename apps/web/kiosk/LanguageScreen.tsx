import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { speakName } from '../speech/speaker.js';
import { chooseLocale, LOCALES, OWN_NAMES } from '../text/locale.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';

interface LanguageScreenProps {
  booth: string;
  clock: ComponentChildren;
  onChosen: () => void;
  onBack: () => void;
}

export function LanguageScreen({ booth, clock, onChosen, onBack }: LanguageScreenProps) {
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      title={m.choose_language()}
      other={<Button onPress={onBack}>{m.back()}</Button>}
    >
      <div class="language-choice">
        {LOCALES.map((locale) => (
          <button
            key={locale}
            type="button"
            class="language-large"
            lang={locale}
            onClick={() => {
              chooseLocale(locale, false);
              speakName(locale);
              onChosen();
            }}
          >
            {OWN_NAMES[locale]}
          </button>
        ))}
      </div>
    </KioskPage>
  );
}
