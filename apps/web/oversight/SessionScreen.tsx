import { useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { completionWords } from '../text/completion-words.js';
import { findingWords } from './finding-words.js';
import { profileWords } from '../text/profile-words.js';
import { clock, dayOf, dayAndClock } from '../text/moments.js';
import { Empty } from '../ui/Empty.js';
import { Notice } from '../ui/Notice.js';
import { todayBegan } from './calendar-times.js';
import { foldSessions } from './fold/sessions.js';
import { LogState } from './LogState.js';
import { OpenDetails } from './OpenDetails.js';
import { OversightPage } from './OversightPage.js';
import type { ScreenProps } from './screen-props.js';
import type { LogEntry } from './read-log.js';
import { TimeAxis } from './TimeAxis.js';

/** One session: what this page checked itself, what is the facility's word, and every entry on the axis of time. */
export function SessionScreen({ frame, checked, details, part }: ScreenProps) {
  const { zone } = frame.facility;
  const [opened, open] = useState<LogEntry>();
  const { log } = checked;
  const story = log && foldSessions(log.entries, todayBegan(frame.asOf, zone)).find(({ session }) => session === part);
  return (
    <OversightPage frame={frame} title={m.session_title({ number: part?.slice(0, 8) ?? '–' })}>
      <p>
        <a href={story ? `#calendar/${dayOf(story.from, zone)}` : '#calendar'}>{m.back_to_calendar()}</a>
      </p>
      <LogState checked={checked} />
      {log && !story && (
        <Empty title={m.session_unknown()}>
          <p>{m.session_unknown_words()}</p>
        </Empty>
      )}
      {log && story && (
        <>
          {story.findings.map((one) => (
            <Notice key={one} kind="caution" title={findingWords(one)} code={m.code_line({ code: one })} />
          ))}
          <div class="two-words">
            <section class="stack" aria-labelledby="here">
              <h2 id="here">{m.checked_here_title()}</h2>
              <ul>
                <li>{log.report.ok ? m.session_in_log({ count: story.entries.length }) : m.session_not_proven()}</li>
                <li>
                  {story.findings.includes('gap')
                    ? findingWords('gap')
                    : m.session_chain({ last: story.entries.length - 1 })}
                </li>
                <li>{story.to ? m.session_end_entered() : m.session_end_missing()}</li>
              </ul>
            </section>
            <section class="stack" aria-labelledby="says">
              <h2 id="says">{m.server_says_title()}</h2>
              <dl class="facts">
                <dt>{m.time()}</dt>
                <dd>
                  {dayAndClock(story.from, zone)}
                  {story.to && `–${clock(story.to, zone)}`}
                </dd>
                <dt>{m.booth()}</dt>
                <dd>{story.booth ?? '–'}</dd>
                <dt>{m.session_profile()}</dt>
                <dd>{profileWords(story.profile, story.missing)}</dd>
                <dt>{m.session_end()}</dt>
                <dd>{story.end ? completionWords(story.end) : m.session_no_end()}</dd>
              </dl>
            </section>
          </div>
          <TimeAxis entries={story.entries} zone={zone} checked={log.report.ok} details={details} onOpen={open} />
        </>
      )}
      {opened && <OpenDetails entry={opened} details={details} onClose={() => open(undefined)} />}
    </OversightPage>
  );
}
