import type { SeenRound } from '#protocol';
import { receiptCode } from '#receipt';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { QrCode } from '../ui/QrCode.js';
import { Working } from '../ui/Working.js';

/** The detainee's receipt, to be photographed by whoever the person trusts. It names nobody. */
export function ReceiptCode({ seen }: { seen: SeenRound }) {
  const [text, set] = useState<string>();
  useEffect(() => void receiptCode(seen).then(set), [seen]);
  if (text === undefined) return <Working what={m.starting()} />;
  return (
    <div class="receipt-code">
      <QrCode large text={text} label={m.kiosk_receipt_qr()} />
      <div class="stack">
        <p class="lead">{m.kiosk_receipt_words()}</p>
        <p>{m.kiosk_receipt_proves()}</p>
      </div>
    </div>
  );
}
