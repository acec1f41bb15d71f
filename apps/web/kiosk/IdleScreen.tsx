import type { SealProfile } from '#protocol';
import type { ComponentChildren } from 'preact';
import type { ApiFailure } from '../api/call-api.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { OWN_NAMES } from '../text/locale.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { Notice } from '../ui/Notice.js';
import { SealBadge } from '../ui/SealBadge.js';

interface IdleScreenProps {
  booth: string;
  clock: ComponentChildren;
  profile: SealProfile;
  lost: ApiFailure | undefined;
  onTouch: () => void;
}

/** Be recognisable. Out of order: say so, and whom to tell. */
export function IdleScreen({ booth, clock, profile, lost, onTouch }: IdleScreenProps) {
  if (lost || profile.profile === 'none') {
    return (
      <KioskPage booth={booth} clock={clock} title={m.booth_closed()}>
        <SealBadge mark="closed" />
        <Notice kind="bad" title={m.tell_officer()} code={m.code_line({ code: lost?.code ?? 'booth-not-safe' })}>
          <p>{failureWords(lost?.code ?? 'booth-not-safe')}</p>
        </Notice>
      </KioskPage>
    );
  }
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      calm
      title={m.booth_named({ booth })}
      main={
        <Button kind="main" onPress={onTouch}>
          {m.touch_to_begin()}
        </Button>
      }
    >
      <SealBadge mark="ready" />
      <p class="lead">{m.idle_words()}</p>
      <ul class="own-names">
        {Object.entries(OWN_NAMES).map(([locale, name]) => (
          <li key={locale} lang={locale}>
            {name}
          </li>
        ))}
      </ul>
    </KioskPage>
  );
}
