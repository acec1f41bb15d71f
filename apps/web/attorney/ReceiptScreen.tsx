import { type CompletionCode, type PartyBooking, type Receipt, type RefusalCode, SessionEntries } from '#protocol';
import { checkReceipt, type ReceiptCheck } from '#receipt';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { ComplaintButton } from '../complaints/ComplaintButton.js';
import { m } from '../generated/texts/messages.js';
import { endedWords } from '../text/ended-words.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { ProofMark } from '../ui/ProofMark.js';
import { Working } from '../ui/Working.js';
import type { Frame } from './JoinScreen.js';
import { KnownLogKey } from './known-log-key.js';
import { ReceiptFacts } from './ReceiptFacts.js';
import { ReceiptFinding } from './ReceiptFinding.js';
import type { SeenRounds } from './seen-rounds.js';
import { saveFile } from '../ui/save-file.js';
import { whenWords } from './when-words.js';

interface CheckedReceipt {
  receipt: Receipt;
  check: ReceiptCheck;
  vkey: string;
}

/** The server's part with what this device saw, checked in this browser with the key of the log that the device keeps. */
async function checkedReceipt(booking: string, seen: Receipt['seen']): Promise<CheckedReceipt> {
  const receipt = { ...(await ask(SessionEntries, 'GET', `/api/receipts/${booking}`)), seen };
  const vkey = new KnownLogKey(localStorage).of(receipt.vkey);
  return { receipt, vkey, check: await checkReceipt(receipt, vkey) };
}

interface ReceiptScreenProps {
  frame: Frame;
  booking: PartyBooking;
  code: CompletionCode | RefusalCode | undefined;
  rounds: SeenRounds;
  zone: string;
  onBack: () => void;
}

/** Entries wait to be signed, or the end of the session is still to be written. */
const isLate = ({ late, entries }: Receipt, check: ReceiptCheck): boolean =>
  late || (entries.length > 0 && check.ok && !check.closed);

/** Keep proof. While entries wait in the outbox it says *late* and asks again every ten seconds. */
export function ReceiptScreen({ frame, booking, code, rounds, zone, onBack }: ReceiptScreenProps) {
  const receipt = useAnswer(() => checkedReceipt(booking.id, rounds.of(booking.id)), 10_000, [booking.id]);
  const { value: found, failure } = receipt;
  const value = found?.receipt;
  const name = `habeas-${booking.id.slice(0, 8)}`;
  const late = found !== undefined && isLate(found.receipt, found.check);
  return (
    <Page
      {...frame}
      title={m.receipt_title()}
      main={
        value && (
          <Button kind="main" onPress={() => saveFile(`${name}.json`, `${JSON.stringify(value, null, 2)}\n`)}>
            {m.save_receipt()}
          </Button>
        )
      }
    >
      <div class="stack-wide">
        <p class="lead">{whenWords(booking.from, booking.to, zone)}</p>
        {code && <p>{endedWords(code)}</p>}
        {!value && !failure && <Working what={m.loading_receipt()} />}
        {!value && failure && <Failed failure={failure} onAgain={receipt.again} />}
        {found && value && <ReceiptFinding late={late} check={found.check} vkey={found.vkey} />}
        {found?.check.ok && <ReceiptFacts check={found.check} late={late} zone={zone} />}
        {value && value.entries.length > 0 && (
          <DataTable
            lastOnScreenOnly
            caption={m.receipt_entries()}
            columns={[m.entry_number(), m.proof(), m.file()]}
            rows={value.entries.map((entry) => ({
              key: String(entry.index),
              cells: [
                entry.index,
                <ProofMark entered checked={found?.check.ok} />,
                <Button onPress={() => saveFile(`${name}-${entry.index}.tlog-proof`, entry.proof)}>
                  {m.save_proof({ index: entry.index })}
                </Button>,
              ],
            }))}
          />
        )}
        <div class="row screen-only">
          <Button onPress={() => print()}>{m.print()}</Button>
          <Button onPress={onBack}>{m.back_to_sessions()}</Button>
          <ComplaintButton booking={booking.id} />
        </div>
      </div>
    </Page>
  );
}
