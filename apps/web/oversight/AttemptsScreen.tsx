import { m } from '../generated/texts/messages.js';
import { completionWords } from '../text/completion-words.js';
import { stamp } from '../text/moments.js';
import { partyWords } from '../text/party-words.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { todayBegan } from './calendar-times.js';
import { attemptWords } from './attempt-words.js';
import { foldAttempts } from './fold/attempts.js';
import { foldSessions } from './fold/sessions.js';
import { LogState } from './LogState.js';
import { OversightPage } from './OversightPage.js';
import { SelfTests } from './SelfTests.js';
import type { ScreenProps } from './screen-props.js';

/** Who tried what, and what followed: refused requests and seals that did not hold. */
export function AttemptsScreen({ frame, checked, part }: ScreenProps) {
  const { zone } = frame.facility;
  const { log } = checked;
  const only = part === 'refused' || part === 'broken' ? part : undefined;
  const all = log && foldAttempts(log.entries, foldSessions(log.entries, todayBegan(frame.asOf, zone)));
  const attempts = all?.filter(({ kind }) => only === undefined || kind === only);
  return (
    <OversightPage frame={frame} title={m.attempts_title()}>
      <LogState checked={checked} />
      {log && <SelfTests entries={log.entries} asOf={frame.asOf} zone={zone} />}
      {all?.length === 0 && (
        <Empty title={m.attempts_none()}>
          <p>{m.attempts_none_words()}</p>
        </Empty>
      )}
      {all && all.length > 0 && attempts && (
        <>
          <p>{m.attempts_words()}</p>
          <nav class="row" aria-label={m.attempts_filter()}>
            <a href="#attempts" aria-current={only ? undefined : 'true'}>
              {m.attempts_all()}
            </a>
            {(['refused', 'broken'] as const).map((kind) => (
              <a key={kind} href={`#attempts/${kind}`} aria-current={kind === only ? 'true' : undefined}>
                {attemptWords(kind)}
              </a>
            ))}
          </nav>
          <DataTable
            caption={m.attempts_title()}
            columns={[
              m.time(),
              m.entry_type(),
              m.attempt_code(),
              m.attempt_count(),
              m.party_role(),
              m.booth(),
              m.session_number(),
              m.attempt_followed(),
              m.entry_number(),
            ]}
            rows={attempts.map(({ index, time, kind, code, count, role, booth, session, followed }) => ({
              key: String(index),
              cells: [
                <span class="nowrap">{stamp(time, zone)}</span>,
                <strong class={kind === 'broken' ? 'odd' : undefined}>{attemptWords(kind)}</strong>,
                <code class="nowrap">{code}</code>,
                count,
                partyWords(role),
                booth ?? '–',
                session ? <a href={`#session/${session}`}>{session.slice(0, 8)}</a> : '–',
                followed ? completionWords(followed) : '–',
                index,
              ],
            }))}
          />
          {attempts.length === 0 && <p>{m.attempts_none_of_kind()}</p>}
        </>
      )}
    </OversightPage>
  );
}
