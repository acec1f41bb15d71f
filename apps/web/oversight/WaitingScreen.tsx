import { WaitingTimes } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { dayOf, dayWords } from '../text/moments.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';
import { OversightPage } from './OversightPage.js';
import type { ScreenProps } from './screen-props.js';

/** `3 d 4 h`; of too few people only that. */
function span(hours: number | undefined): string {
  if (hours === undefined) return FEW;
  if (hours < 24) return m.waits_hours({ hours });
  return m.waits_days({ days: Math.floor(hours / 24), hours: hours % 24 });
}
const FEW = '< 5';

/** Delay is a breach: how long people waited. Only the server can count it, so all of it stands under what the server says. */
export function WaitingScreen({ frame }: ScreenProps) {
  const { zone } = frame.facility;
  const times = useAnswer(() => ask(WaitingTimes, 'GET', '/api/oversight/waiting-times'), 0, []);
  const { value, failure } = times;
  return (
    <OversightPage frame={frame} title={m.waits_title()}>
      {failure && <Failed failure={failure} onAgain={times.again} />}
      {!value && !failure && <Working what={m.waits_loading()} />}
      {value?.weeks.length === 0 && (
        <Empty title={m.waits_none()}>
          <p>{m.waits_none_words()}</p>
        </Empty>
      )}
      {value && value.weeks.length > 0 && (
        <section class="stack" aria-labelledby="says">
          <h2 id="says">{m.server_says_title()}</h2>
          <p>{m.waits_words()}</p>
          <p class="lead">
            {value.oldestOpen ? m.waits_oldest({ day: dayWords(dayOf(value.oldestOpen, zone)) }) : m.waits_nobody()}
          </p>
          <DataTable
            caption={m.waits_title()}
            columns={[
              m.waits_week(),
              m.waits_asked(),
              m.waits_met(),
              m.waits_median(),
              m.waits_p90(),
              m.waits_longest(),
              m.waits_open(),
            ]}
            rows={value.weeks.map(({ week, asked, met, median, p90, longest, open }) => ({
              key: week,
              cells: [dayWords(week), asked ?? FEW, met ?? FEW, span(median), span(p90), span(longest), open ?? FEW],
            }))}
          />
          <p class="small">{m.waits_few_words()}</p>
        </section>
      )}
    </OversightPage>
  );
}
