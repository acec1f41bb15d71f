import { Complaints, type ComplaintKind } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { COMPLAINT_WORDS } from '../complaints/complaint-words.js';
import { m } from '../generated/texts/messages.js';
import { stamp } from '../text/moments.js';
import { partyWords } from '../text/party-words.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { ProofMark } from '../ui/ProofMark.js';
import { Working } from '../ui/Working.js';
import { complaintRows } from './complaint-rows.js';
import { LogState } from './LogState.js';
import { OversightPage } from './OversightPage.js';
import type { ScreenProps } from './screen-props.js';

const LOOK_AGAIN = 10_000;

/** Who complained of what: the log's entries, and beside them what the server has that is not entered yet. */
export function ComplaintsScreen({ frame, checked }: ScreenProps) {
  const { zone } = frame.facility;
  const told = useAnswer(
    async () => (frame.signedIn ? ask(Complaints, 'GET', '/api/oversight/complaints') : { complaints: [] }),
    frame.signedIn ? LOOK_AGAIN : 0,
    [],
  );
  const { log } = checked;
  const rows = log && complaintRows(log.entries, told.value?.complaints ?? []);
  const words = (kind: string) => COMPLAINT_WORDS[kind as ComplaintKind]?.() ?? kind;
  return (
    <OversightPage frame={frame} title={m.complaints_title()}>
      <LogState checked={checked} />
      {told.failure && <Failed failure={told.failure} onAgain={told.again} />}
      {log && !told.value && !told.failure && <Working what={m.complaints_loading()} />}
      {rows?.length === 0 && told.value && (
        <Empty title={m.complaints_none()}>
          <p>{m.complaints_none_words()}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <>
          <p>{m.complaints_words()}</p>
          <DataTable
            caption={m.complaints_title()}
            columns={[
              m.time(),
              m.complaints_what(),
              m.party_role(),
              m.complaints_session(),
              m.entry_number(),
              m.proof(),
            ]}
            rows={rows.map(({ key, time, kind, role, told: one, entry, here }) => ({
              key,
              cells: [
                <span class="nowrap">{stamp(time, zone)}</span>,
                words(kind),
                partyWords(role),
                one === undefined ? '–' : one.ofBooking ? m.complaints_of_session() : m.complaints_of_none(),
                entry ?? m.complaints_waits(),
                <ProofMark entered={entry !== undefined} checked={here && log?.report.ok} />,
              ],
            }))}
          />
        </>
      )}
    </OversightPage>
  );
}
