import type { HearingRow } from '#protocol';
import { isOver } from '#hearing';
import { m } from '../../generated/texts/messages.js';
import { hearingPartWords } from '../../text/hearing-part-words.js';
import { courtRoleWords, hearingStateWords } from '../../text/court-words.js';
import { clock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { DataTable } from '../../ui/DataTable.js';

interface CourtroomTableProps {
  room: string;
  hearings: readonly HearingRow[];
  zone: string;
  onLinks: (id: HearingRow['id']) => void;
  onMove: (hearing: HearingRow) => void;
}

/** One courtroom's day: time, case, state, who is here of how many, who is late. */
export function CourtroomTable({ room, hearings, zone, onLinks, onMove }: CourtroomTableProps) {
  // Courts name their rooms, or number them: "4" alone says nothing.
  const title = `${m.court_courtroom()}: ${room}`;
  const rows = [...hearings].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return (
    <div class="stack">
      <h2>{title}</h2>
      <DataTable
        caption={title}
        columns={[m.court_col_time(), m.court_case(), m.court_col_state(), m.court_col_here(), m.court_col_do()]}
        lastOnScreenOnly
        rows={rows.map((hearing) => {
          const { id, from, to, caseNumber, state } = hearing;
          const { shape, words } = hearingStateWords(state);
          return {
            key: id,
            cells: [
              <span class="nowrap">
                {clock(from, zone)}–{clock(to, zone)}
              </span>,
              <strong>{caseNumber}</strong>,
              <span class="nowrap">
                <span aria-hidden="true">{shape} </span>
                {words}
              </span>,
              <>
                <Here hearing={hearing} />
                <Rooms hearing={hearing} zone={zone} />
              </>,
              <div class="row">
                {!isOver(hearing) && (
                  <>
                    <Button onPress={() => (location.hash = `hearing=${id}`)}>{m.court_open_room()}</Button>
                    <Button onPress={() => onLinks(id)}>{m.court_links()}</Button>
                    {state === 'scheduled' && <Button onPress={() => onMove(hearing)}>{m.court_move()}</Button>}
                  </>
                )}
              </div>,
            ],
          };
        })}
      />
    </div>
  );
}

/** Where in the facility, and when: of each accused there. */
function Rooms({ hearing: { parts }, zone }: { hearing: HearingRow; zone: string }) {
  return parts.map(({ seat, part, booth, from, to }) => (
    <p key={`${seat} ${part}`} class="small">
      {m.booth_named({ booth })} · {clock(from, zone)}–{clock(to, zone)} · {hearingPartWords(part)}
    </p>
  ));
}

/** Who is late is named by role: the list may be seen from the corridor. */
function Here({ hearing }: { hearing: HearingRow }) {
  const invited = hearing.people.filter(({ role }) => role !== 'clerk');
  const missing = invited.filter(({ connected, standing }) => !connected && standing !== 'released');
  const late = !isOver(hearing) && Date.parse(hearing.from) < Date.now() && missing.length > 0;
  return (
    <>
      <p>{m.court_here({ here: invited.filter(({ connected }) => connected).length, all: invited.length })}</p>
      {late && (
        <p class="court-odd small">
          <span aria-hidden="true">▲ </span>
          {m.court_late({ roles: [...new Set(missing.map(({ role }) => courtRoleWords(role)))].join(', ') })}
        </p>
      )}
    </>
  );
}
