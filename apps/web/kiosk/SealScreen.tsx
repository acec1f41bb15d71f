import type { SealProfile } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useWarmSeal } from '../call/use-warm-seal.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { SealBadge } from '../ui/SealBadge.js';
import { SealStatement } from '../ui/SealStatement.js';

interface SealScreenProps {
  booth: string;
  clock: ComponentChildren;
  profile: SealProfile;
  origin: string;
  onUnderstood: () => void;
  onBack: () => void;
}

/** What will happen. Camera and microphone start with the touch of "I understand", and with nothing else. */
export function SealScreen({ booth, clock, profile, origin, onUnderstood, onBack }: SealScreenProps) {
  useWarmSeal();
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      title={m.seal_title()}
      other={<Button onPress={onBack}>{m.not_now()}</Button>}
      main={
        profile.profile !== 'none' && (
          <Button kind="main" onPress={onUnderstood}>
            {m.i_understand()}
          </Button>
        )
      }
    >
      <SealBadge mark={profile.profile === 'none' ? 'closed' : 'ready'} />
      <ul class="three-sentences">
        <li>{m.seal_nobody()}</li>
        <li>{m.seal_noted()}</li>
        <li>{m.seal_not_promised()}</li>
      </ul>
      <SealStatement profile={profile} origin={origin} />
    </KioskPage>
  );
}
