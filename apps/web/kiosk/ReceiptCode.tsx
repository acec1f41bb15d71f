import type { SeenRound } from '#protocol';
import { receiptCode } from '#receipt';
import { m } from '../generated/texts/messages.js';
import { QrCode } from '../ui/QrCode.js';

/** The detainee's receipt, to be photographed by whoever the person trusts. It names nobody. */
export function ReceiptCode({ seen }: { seen: SeenRound }) {
  return (
    <div class="receipt-code">
      <QrCode large text={receiptCode(seen)} label={m.kiosk_receipt_qr()} />
      <div class="stack">
        <p class="lead">{m.kiosk_receipt_words()}</p>
        <p>{m.kiosk_receipt_proves()}</p>
      </div>
    </div>
  );
}
