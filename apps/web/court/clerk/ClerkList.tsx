import { HearingDay, type HearingRow } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { clock, dayAfter, dayAndClock, dayOf, dayWords } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Empty } from '../../ui/Empty.js';
import { Failed } from '../../ui/Failed.js';
import { Working } from '../../ui/Working.js';
import { ClerkPage, type ClerkShift } from './ClerkPage.js';
import { CourtroomTable } from './CourtroomTable.js';
import { ImportHearings } from './ImportHearings.js';
import { LinksDialog } from './LinksDialog.js';
import { MoveDialog } from './MoveDialog.js';

const EVERY_MS = 10_000;

interface ClerkListProps {
  shift: ClerkShift;
  /** Just scheduled: its day and its links are shown. */
  saved: HearingRow | undefined;
}

/** The day, by courtroom and time. */
export function ClerkList({ shift, saved }: ClerkListProps) {
  const { zone } = shift.facility;
  const [day, setDay] = useState(() => dayOf(saved?.from ?? Date.now(), zone));
  const [linked, setLinked] = useState(saved?.id);
  const [isImporting, setImporting] = useState(false);
  // As it was then: what is typed outlives every later answer.
  const [moving, setMoving] = useState<HearingRow>();
  const [moved, setMoved] = useState<HearingRow>();
  const list = useAnswer(() => ask(HearingDay, 'GET', `/api/court/hearings?day=${day}`), EVERY_MS, [day]);
  const hearings = list.value?.hearings ?? [];
  const rooms = [...new Set(hearings.map(({ courtroom }) => courtroom))];
  const chosen = hearings.find(({ id }) => id === linked);
  const schedule = () => (location.hash = 'schedule');
  return (
    <ClerkPage
      shift={shift}
      title={m.court_list_title()}
      failedAt={list.value ? list.failedAt : undefined}
      main={
        <Button kind="main" onPress={schedule}>
          {m.court_schedule()}
        </Button>
      }
    >
      <div class="stack-wide">
        <div class="row">
          <p class="lead">{dayWords(day)}</p>
          <Button onPress={() => setDay(dayAfter(day, -1))}>{m.day_before()}</Button>
          <Button onPress={() => setDay(dayAfter(day, 1))}>{m.day_after()}</Button>
          <Button onPress={() => setImporting(true)}>{m.court_import()}</Button>
        </div>
        <div role="status">
          {moved && (
            <p class="lead">
              <span aria-hidden="true">✓ </span>
              {m.court_moved({
                number: moved.caseNumber,
                when: `${dayAndClock(moved.from, zone)}–${clock(moved.to, zone)}`,
              })}
            </p>
          )}
        </div>
        {!list.value && list.failure && <Failed failure={list.failure} onAgain={list.again} />}
        {!list.value && !list.failure && <Working what={m.court_list_loading()} />}
        {list.value && hearings.length === 0 && (
          <Empty title={m.court_list_empty()}>
            <p>{m.court_list_empty_words()}</p>
          </Empty>
        )}
        {rooms.map((room) => (
          <CourtroomTable
            key={room}
            room={room}
            hearings={hearings.filter(({ courtroom }) => courtroom === room)}
            zone={zone}
            onLinks={setLinked}
            onMove={setMoving}
          />
        ))}
      </div>
      {chosen && <LinksDialog hearing={chosen} zone={zone} onMade={list.again} onClose={() => setLinked(undefined)} />}
      {moving && (
        <MoveDialog
          hearing={moving}
          zone={zone}
          onMoved={(hearing) => {
            setMoving(undefined);
            setMoved(hearing);
            setDay(dayOf(hearing.from, zone));
            list.again();
          }}
          onClose={() => setMoving(undefined)}
        />
      )}
      {isImporting && (
        <ImportHearings
          day={day}
          onSaved={(first) => {
            setDay(first);
            list.again();
          }}
          onClose={() => setImporting(false)}
        />
      )}
    </ClerkPage>
  );
}
