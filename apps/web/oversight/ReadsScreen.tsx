import { useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { roleWords } from '../text/account-words.js';
import { stamp } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { opensHere } from './details-here.js';
import { foldReads } from './fold/reads.js';
import { LogState } from './LogState.js';
import { OpenDetails } from './OpenDetails.js';
import { OversightPage } from './OversightPage.js';
import type { ScreenProps } from './screen-props.js';
import type { LogEntry } from './read-log.js';

/** Who looked at details: every opening is an entry, this body's own too. */
export function ReadsScreen({ frame, checked, details }: ScreenProps) {
  const { zone } = frame.facility;
  const { log } = checked;
  const [opened, open] = useState<LogEntry>();
  const reads = log && foldReads(log.entries);
  return (
    <OversightPage frame={frame} title={m.reads_title()}>
      <LogState checked={checked} />
      {reads?.length === 0 && (
        <Empty title={m.reads_none()}>
          <p>{m.reads_none_words()}</p>
        </Empty>
      )}
      {reads && reads.length > 0 && (
        <>
          <p>{m.reads_words()}</p>
          <DataTable
            caption={m.reads_title()}
            columns={[m.time(), m.reads_who(), m.reads_what(), m.entry_number(), m.reads_reason()]}
            rows={reads.map(({ entry, time, role, of }) => ({
              key: String(entry.index),
              cells: [
                <span class="nowrap">{stamp(time, zone)}</span>,
                role ? roleWords(role) : '–',
                <span>
                  {of.index} <code class="nowrap">{of.type ?? '–'}</code>
                </span>,
                entry.index,
                opensHere(details, entry.index) ? (
                  <Button onPress={() => open(entry)}>{m.open_entry({ index: entry.index })}</Button>
                ) : (
                  '–'
                ),
              ],
            }))}
          />
        </>
      )}
      {opened && <OpenDetails entry={opened} details={details} onClose={() => open(undefined)} />}
    </OversightPage>
  );
}
