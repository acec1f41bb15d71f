import { HearingDay, type HearingRow } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { dayAfter, dayOf, dayWords } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Empty } from '../../ui/Empty.js';
import { Failed } from '../../ui/Failed.js';
import { Working } from '../../ui/Working.js';
import { ClerkPage, type ClerkShift } from './ClerkPage.js';
import { CourtroomTable } from './CourtroomTable.js';
import { LinksDialog } from './LinksDialog.js';

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
          />
        ))}
      </div>
      {chosen && <LinksDialog hearing={chosen} zone={zone} onMade={list.again} onClose={() => setLinked(undefined)} />}
    </ClerkPage>
  );
}
