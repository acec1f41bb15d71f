import type { CompletionCode, RefusalCode, SeenRound } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { endedWords } from '../text/ended-words.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { SealBadge } from '../ui/SealBadge.js';
import { LaterReceipt } from './LaterReceipt.js';
import { LaterWasItPrivate } from './problem/LaterWasItPrivate.js';

export const CLOSES_AFTER = 60_000;

interface EndedScreenProps {
  booth: string;
  clock: ComponentChildren;
  code: CompletionCode | RefusalCode;
  booking: string;
  /** Of the ledger; its first eight digits are the number by which oversight finds it. */
  session: string | undefined;
  /** The last handshake that this device saw; none: there is nothing to give a receipt of. */
  seen: SeenRound | undefined;
  onFinish: () => void;
}

/** Leave nothing behind: closes by itself after 60 seconds, or 60 seconds after somebody asked for the receipt. */
export function EndedScreen({ booth, clock, code, booking, session, seen, onFinish }: EndedScreenProps) {
  const [receipt, showReceipt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(onFinish, CLOSES_AFTER);
    return () => clearTimeout(timer);
  }, [onFinish, receipt]);
  const finish = (
    <Button kind="main" onPress={onFinish}>
      {m.finish()}
    </Button>
  );
  if (receipt && seen) {
    return (
      <KioskPage booth={booth} clock={clock} title={m.kiosk_receipt_title()} main={finish}>
        <LaterReceipt seen={seen} />
        <p>{m.ended_closes()}</p>
      </KioskPage>
    );
  }
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      calm
      title={m.ended_title()}
      other={seen && <Button onPress={() => showReceipt(true)}>{m.kiosk_receipt_show()}</Button>}
      main={finish}
    >
      <SealBadge mark="closed" />
      <p class="lead">{endedWords(code)}</p>
      <p>{m.ended_off()}</p>
      {session && (
        <p>
          {m.receipt_number()} <strong data-unspoken>{session.slice(0, 8)}</strong>
        </p>
      )}
      <LaterWasItPrivate booking={booking} />
      <p>{m.ended_closes()}</p>
    </KioskPage>
  );
}
