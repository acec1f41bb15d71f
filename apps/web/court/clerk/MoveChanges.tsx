import type { HearingRow, MoveHearing } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { hearingPartWords } from '../../text/hearing-part-words.js';
import { clock, dayOf, dayWords } from '../../text/moments.js';
import { partsMoved, toldOfMove } from './moved-typed.js';

interface MoveChangesProps {
  hearing: HearingRow;
  /** Absent while nothing else is typed that could be. */
  to: MoveHearing | undefined;
  zone: string;
}

type Person = HearingRow['people'][number];

/** Old → new of the hearing and of each room of the facility, and who is told of it by whom. */
export function MoveChanges({ hearing, to, zone }: MoveChangesProps) {
  const isOtherDay = to !== undefined && dayOf(to.from, zone) !== dayOf(hearing.from, zone);
  const shown = ({ from, to: until }: MoveHearing) =>
    `${isOtherDay ? `${dayWords(dayOf(from, zone))}, ` : ''}${clock(from, zone)}–${clock(until, zone)}`;
  const told = toldOfMove(hearing);
  const names = (people: readonly Person[]) =>
    people.map(({ name, role }) => m.court_person({ name, role: courtRoleWords(role) })).join('; ');
  return (
    <div class="changes stack">
      <p class="lead">{m.changes_title()}</p>
      {to === undefined ? (
        <p>{m.amend_nothing()}</p>
      ) : (
        <>
          <dl class="facts">
            <div class="facts-line">
              <dt>
                {m.court_courtroom()}: {hearing.courtroom}
              </dt>
              <dd>{m.old_new({ old: shown(hearing), fresh: shown(to) })}</dd>
            </div>
            {partsMoved(hearing, to).map((one) => (
              <div class="facts-line" key={`${one.seat} ${one.part}`}>
                <dt>
                  {m.booth_named({ booth: one.booth })}, {hearingPartWords(one.part)}
                </dt>
                <dd>{m.old_new({ old: shown(one.before), fresh: shown(one) })}</dd>
              </div>
            ))}
          </dl>
          {told.byNotice.length > 0 && <p>{m.court_move_told({ names: names(told.byNotice) })}</p>}
          {told.byClerk.length > 0 && <p>{m.court_move_tell({ names: names(told.byClerk) })}</p>}
          {hearing.parts.length > 0 && <p>{m.court_move_slips()}</p>}
        </>
      )}
    </div>
  );
}
