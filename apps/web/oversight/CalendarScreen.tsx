import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { dayOf, dayWords } from '../text/moments.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { ProofMark } from '../ui/ProofMark.js';
import { todayBegan } from './calendar-times.js';
import { foldDays } from './fold/days.js';
import { foldSessions } from './fold/sessions.js';
import { LogState } from './LogState.js';
import { OversightPage } from './OversightPage.js';
import type { ScreenProps } from './screen-props.js';
import { SessionTable } from './SessionTable.js';

/** A number that is worth a look stands out in word, shape and weight; none is a dash. */
function Odd({ count, children }: { count: number; children: ComponentChildren }) {
  return count === 0 ? <span>–</span> : <strong class="odd">{children}</strong>;
}

/** Is anything odd? Every day of the log, computed here from its entries. */
export function CalendarScreen({ frame, checked, part }: ScreenProps) {
  const { zone } = frame.facility;
  const { log } = checked;
  const sessions = log && foldSessions(log.entries, todayBegan(frame.asOf, zone));
  const days = log && sessions && foldDays(log.entries, sessions, (time) => dayOf(time, zone));
  const open = days?.find(({ day }) => day === part);
  return (
    <OversightPage frame={frame} title={m.calendar_title()}>
      <LogState checked={checked} />
      {days?.length === 0 && (
        <Empty title={m.calendar_none()}>
          <p>{m.calendar_none_words()}</p>
        </Empty>
      )}
      {days && days.length > 0 && (
        <>
          <p>
            {m.calendar_period({
              facility: frame.facility.name,
              days: [...new Set([days.at(-1), days[0]])].map((one) => dayWords(one?.day ?? '')).join(' – '),
            })}
          </p>
          <DataTable
            caption={m.calendar_title()}
            columns={[
              m.calendar_day(),
              m.calendar_sessions(),
              m.calendar_breaks(),
              m.calendar_refused(),
              m.calendar_gaps(),
              m.complaints_title(),
              m.proof(),
            ]}
            rows={days.map(({ day, sessions: own, breaks, refused, complaints, gaps, entries }) => ({
              key: day,
              cells: [
                <a href={`#calendar/${day}`} aria-current={day === part ? 'true' : undefined}>
                  {dayWords(day)}
                </a>,
                own.length,
                <Odd count={breaks}>{m.calendar_seals_broken({ count: breaks })}</Odd>,
                <Odd count={refused}>{refused}</Odd>,
                <Odd count={gaps.length}>{m.calendar_gap({ count: gaps.length })}</Odd>,
                <Odd count={complaints}>
                  <a href="#complaints">{complaints}</a>
                </Odd>,
                <span class="proof">
                  <ProofMark entered checked={log.report.ok} />
                  <span class="small">{m.calendar_entries({ count: entries })}</span>
                </span>,
              ],
            }))}
          />
        </>
      )}
      {open && (
        <section class="stack" aria-labelledby="day">
          <h2 id="day">{dayWords(open.day)}</h2>
          {open.gaps.map((gap) => (
            <p key={gap.index}>
              <strong class="odd">
                {gap.missing > 0
                  ? m.calendar_gap_words({ missing: gap.missing, entry: gap.index })
                  : m.calendar_unreadable({ entry: gap.index })}
              </strong>
            </p>
          ))}
          {open.sessions.length === 0 ? (
            <p>{m.calendar_no_sessions()}</p>
          ) : (
            <SessionTable sessions={open.sessions} zone={zone} />
          )}
        </section>
      )}
    </OversightPage>
  );
}
