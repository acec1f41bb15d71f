import { DeskBells, DeskDay, Requests, type DeskBooking } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { clock, dayAfter, dayOf, dayWords } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Notice } from '../ui/Notice.js';
import { Working } from '../ui/Working.js';
import { Bells } from './Bells.js';
import { BookingForm } from './BookingForm.js';
import { BookingPanel } from './BookingPanel.js';
import { CheckInDialog } from './CheckInDialog.js';
import { DayBeside } from './DayBeside.js';
import { DayGrid } from './DayGrid.js';
import { DeskPage, type Shift } from './DeskPage.js';
import { SlipsDialog } from './SlipsDialog.js';

type Opened = 'booking' | 'check-in' | 'slips' | DeskBooking;

/** Run the day. What is shown is asked again every five seconds; stale data is greyed and says of when it is. */
export function DayBoard({ shift }: { shift: Shift }) {
  const { zone } = shift.facility;
  const [wanted, setDate] = useState<string>();
  const [opened, open] = useState<Opened>();
  const day = useAnswer(
    async () => {
      const answer = await ask(DeskDay, 'GET', wanted ? `/api/desk/day?date=${wanted}` : '/api/desk/day');
      shift.clock.learn(answer.now);
      return answer;
    },
    5000,
    [wanted],
  );
  const bells = useAnswer(() => ask(DeskBells, 'GET', '/api/desk/bells'), 5000, []);
  const queue = useAnswer(() => ask(Requests, 'GET', '/api/desk/queue'), 30_000, []);
  const { value } = day;
  const waiting = queue.value?.requests.filter(({ state }) => state === 'requested').length ?? 0;
  const date = wanted ?? value?.date ?? dayOf(shift.clock.now(), zone);
  const words = dayWords(date);
  const close = () => open(undefined);
  const shown = typeof opened === 'object' ? (value?.bookings.find(({ id }) => id === opened.id) ?? opened) : undefined;
  const stale = value && day.failedAt !== undefined;
  return (
    <DeskPage
      shift={shift}
      title={words}
      failedAt={value && day.failedAt}
      main={
        <Button kind="main" onPress={() => open('booking')}>
          {m.book()}
        </Button>
      }
    >
      <div class="stack desk-body">
        <div class="row apart">
          <nav class="row" aria-label={m.days()}>
            <Button onPress={() => setDate(dayAfter(date, -1))}>{m.day_before()}</Button>
            <Button onPress={() => setDate(undefined)}>{m.today()}</Button>
            <Button onPress={() => setDate(dayAfter(date, 1))}>{m.day_after()}</Button>
          </nav>
          <div class="row">
            <Button onPress={() => open('check-in')}>{m.check_in()}</Button>
            {value && <Button onPress={() => open('slips')}>{m.slips_bulk()}</Button>}
          </div>
        </div>
        {value?.selfTestFailed && (
          <Notice kind="bad" title={m.self_test_closed()} code={m.code_line({ code: 'self-test-failed' })}>
            <p>{m.self_test_closed_words()}</p>
          </Notice>
        )}
        {!value && day.failure && <Failed failure={day.failure} onAgain={day.again} />}
        {!value && !day.failure && <Working what={m.loading_day()} />}
        {value && value.bookings.length === 0 && (
          <Empty title={m.nothing_booked()}>
            <p>{m.nothing_booked_words()}</p>
            {waiting > 0 && <p>{m.requests_wait({ count: waiting })}</p>}
          </Empty>
        )}
        {stale && <p class="stale-word">{m.shown_as_of({ time: clock(value.now, zone) })}</p>}
        {value && (
          <div class={stale ? 'day-and-beside stale' : 'day-and-beside'}>
            <DayGrid day={value} zone={zone} caption={words} onOpen={open} />
            <aside class="beside stack" aria-label={m.beside_day()}>
              <Bells
                bells={bells.value?.bells}
                booths={value.booths}
                zone={zone}
                onAnswered={() => {
                  bells.again();
                  day.again();
                }}
              />
              <DayBeside
                day={value}
                bells={bells.value?.bells}
                queue={queue.value?.requests}
                zone={zone}
                onOpen={open}
              />
            </aside>
          </div>
        )}
      </div>
      {opened === 'booking' && (
        <BookingForm
          date={date}
          zone={zone}
          onClose={close}
          onSaved={(made) => {
            close();
            setDate(dayOf(made.from, zone));
            day.again();
          }}
        />
      )}
      {opened === 'check-in' && <CheckInDialog zone={zone} onClose={close} onAdmitted={day.again} />}
      {opened === 'slips' && value && <SlipsDialog day={value} zone={zone} onClose={close} />}
      {shown && (
        <BookingPanel
          booking={shown}
          booths={value?.booths.map(({ number }) => number) ?? []}
          zone={zone}
          onClose={close}
          onChanged={day.again}
        />
      )}
    </DeskPage>
  );
}
