import type { CompletionCode, RefusalCode } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { endedWords } from '../text/ended-words.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { SealBadge } from '../ui/SealBadge.js';

export const CLOSES_AFTER = 60_000;

interface EndedScreenProps {
  booth: string;
  clock: ComponentChildren;
  code: CompletionCode | RefusalCode;
  /** Booking id; its first eight digits are the number to name in a complaint. */
  booking: string;
  onFinish: () => void;
}

/** Leave nothing behind: closes by itself after 60 seconds. */
export function EndedScreen({ booth, clock, code, booking, onFinish }: EndedScreenProps) {
  useEffect(() => {
    const timer = setTimeout(onFinish, CLOSES_AFTER);
    return () => clearTimeout(timer);
  }, [onFinish]);
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      calm
      title={m.ended_title()}
      main={
        <Button kind="main" onPress={onFinish}>
          {m.finish()}
        </Button>
      }
    >
      <SealBadge mark="closed" />
      <p class="lead">{endedWords(code)}</p>
      <p>{m.ended_off()}</p>
      <p>
        {m.receipt_number()} <strong data-unspoken>{booking.slice(0, 8)}</strong>
      </p>
      <p>{m.ended_closes()}</p>
    </KioskPage>
  );
}
