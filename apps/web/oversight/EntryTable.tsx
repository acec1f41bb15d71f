import { m } from '../generated/texts/messages.js';
import { stamp } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { type DetailsHere, opensHere } from './details-here.js';
import type { LogEntry } from './read-log.js';

const SHOWN = 200;

interface EntryTableProps {
  entries: readonly LogEntry[];
  zone: string;
  details: DetailsHere;
  onOpen: (entry: LogEntry) => void;
}

/** Newest first. Names stand nowhere in it: they lie under the commitments. */
export function EntryTable({ entries, zone, details, onOpen }: EntryTableProps) {
  if (entries.length === 0) return <Empty title={m.log_empty()} />;
  return (
    <div class="stack">
      <h2>{m.entries()}</h2>
      {entries.length > SHOWN && <p>{m.entries_shown({ shown: SHOWN, size: entries.length })}</p>}
      <DataTable
        caption={m.entries()}
        columns={[
          m.entry_number(),
          m.time(),
          m.entry_type(),
          m.entry_by(),
          m.entry_session(),
          m.entry_public(),
          m.details(),
        ]}
        rows={entries.slice(0, SHOWN).map((entry) => {
          const { leaf, index } = entry;
          if (!leaf) return { key: String(index), cells: [index, '–', m.entry_unreadable(), '–', '–', '–', '–'] };
          return {
            key: String(index),
            cells: [
              index,
              <span class="nowrap">{stamp(leaf.time, zone)}</span>,
              <code class="nowrap">{leaf.type}</code>,
              leaf.by.split(':', 1)[0],
              leaf.session ? `${leaf.session.slice(0, 8)} · ${leaf.seq}` : '–',
              <span class="small entry-public">{leaf.public ? JSON.stringify(leaf.public) : '–'}</span>,
              !leaf.commitment ? (
                m.no_details()
              ) : opensHere(details, index) ? (
                <Button onPress={() => onOpen(entry)}>{m.open_entry({ index })}</Button>
              ) : (
                '–'
              ),
            ],
          };
        })}
      />
    </div>
  );
}
