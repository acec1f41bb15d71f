import { DeskDay, type DeskBooking, type Me } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { ServerClock } from '../api/server-clock.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { clock, dayAfter, dayOf, dayWords } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Clock } from '../ui/Clock.js';
import { ConnectionBar } from '../ui/ConnectionBar.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { PersonBar } from '../ui/PersonBar.js';
import { Working } from '../ui/Working.js';
import { Bells } from './Bells.js';
import { BookingForm } from './BookingForm.js';
import { BookingPanel } from './BookingPanel.js';
import { DayGrid } from './DayGrid.js';

interface DayBoardProps {
  facility: Me['facility'];
  person: NonNullable<Me['person']>;
  onOut: () => void;
}

/** Run the day. What is shown is asked again every five seconds; stale data is greyed and says of when it is. */
export function DayBoard({ facility, person, onOut }: DayBoardProps) {
  const { zone } = facility;
  const [serverClock] = useState(() => new ServerClock());
  const [wanted, setDate] = useState<string>();
  const [booking, setBooking] = useState(false);
  const [chosen, choose] = useState<DeskBooking>();
  const day = useAnswer(
    async () => {
      const answer = await ask(DeskDay, 'GET', wanted ? `/api/desk/day?date=${wanted}` : '/api/desk/day');
      serverClock.learn(answer.now);
      return answer;
    },
    5000,
    [wanted],
  );
  const { value } = day;
  const opened = chosen && (value?.bookings.find((one) => one.id === chosen.id) ?? chosen);
  const date = wanted ?? value?.date ?? dayOf(serverClock.now(), zone);
  const words = dayWords(date);
  return (
    <Page
      place={facility.name}
      title={words}
      help={m.help_desk()}
      bar={<ConnectionBar since={value && day.failedAt !== undefined ? clock(day.failedAt, zone) : undefined} />}
      beside={
        <>
          <Clock now={() => serverClock.now()} zone={zone} />
          <PersonBar name={person.name} onOut={onOut} />
        </>
      }
      main={
        <Button kind="main" onPress={() => setBooking(true)}>
          {m.book()}
        </Button>
      }
    >
      <div class="stack">
        <nav class="row" aria-label={m.days()}>
          <Button onPress={() => setDate(dayAfter(date, -1))}>{m.day_before()}</Button>
          <Button onPress={() => setDate(undefined)}>{m.today()}</Button>
          <Button onPress={() => setDate(dayAfter(date, 1))}>{m.day_after()}</Button>
        </nav>
        {value && <Bells booths={value.booths} zone={zone} />}
        {!value && day.failure && <Failed failure={day.failure} onAgain={day.again} />}
        {!value && !day.failure && <Working what={m.loading_day()} />}
        {value && value.bookings.length === 0 && (
          <Empty title={m.nothing_booked()}>
            <p>{m.nothing_booked_words()}</p>
          </Empty>
        )}
        {value && (
          <div class={day.failedAt === undefined ? undefined : 'stale'}>
            <DayGrid day={value} zone={zone} caption={words} onOpen={choose} />
          </div>
        )}
      </div>
      {booking && (
        <BookingForm
          date={date}
          zone={zone}
          onClose={() => setBooking(false)}
          onBooked={(made) => {
            setBooking(false);
            setDate(dayOf(made.from, zone));
            day.again();
          }}
        />
      )}
      {opened && <BookingPanel booking={opened} zone={zone} onClose={() => choose(undefined)} onChanged={day.again} />}
    </Page>
  );
}
