import { m } from '../generated/texts/messages.js';
import { completionWords } from '../text/completion-words.js';
import { findingWords } from './finding-words.js';
import { clock } from '../text/moments.js';
import { DataTable } from '../ui/DataTable.js';
import type { SessionStory } from './fold/sessions.js';

/** The sessions of a day, each with what a person should look at. */
export function SessionTable({ sessions, zone }: { sessions: readonly SessionStory[]; zone: string }) {
  return (
    <DataTable
      caption={m.calendar_sessions()}
      columns={[m.time(), m.session_number(), m.session_end(), m.session_findings()]}
      rows={sessions.map(({ session, from, to, end, findings }) => ({
        key: session,
        cells: [
          <span class="nowrap">{to ? `${clock(from, zone)}–${clock(to, zone)}` : clock(from, zone)}</span>,
          <a href={`#session/${session}`}>{session.slice(0, 8)}</a>,
          end ? completionWords(end) : m.session_no_end(),
          findings.length === 0 ? (
            m.session_nothing_odd()
          ) : (
            <ul class="plain">
              {findings.map((one) => (
                <li key={one}>
                  <strong class="odd">{findingWords(one)}</strong>
                </li>
              ))}
            </ul>
          ),
        ],
      }))}
    />
  );
}
