import { Status } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords } from '../text/moments.js';
import { clockWords, diskWords, FINDING_HELP, momentWords, partWords } from '../text/status-words.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Notice } from '../ui/Notice.js';
import { saveFile } from '../ui/save-file.js';
import { Working } from '../ui/Working.js';
import { BoothTests } from './BoothTests.js';
import { DeskPage, type Shift } from './DeskPage.js';
import { KioskCodes } from './KioskCodes.js';

/** The operator's first screen: is it healthy, and what helps if not. No name is on it. */
export function StatusScreen({ shift }: { shift: Shift }) {
  const { facility, clock: serverClock } = shift;
  const status = useAnswer(
    async () => {
      const answer = await ask(Status, 'GET', '/api/status');
      serverClock.learn(answer.now);
      return answer;
    },
    15_000,
    [],
  );
  const { value } = status;
  return (
    <DeskPage
      shift={shift}
      title={m.status_title()}
      help={m.status_help()}
      failedAt={value && status.failedAt}
      main={
        value && (
          <Button kind="main" onPress={() => saveFile('habeas-status.json', `${JSON.stringify(value, null, 2)}\n`)}>
            {m.status_download()}
          </Button>
        )
      }
    >
      <div class="stack-wide">
        {!value && status.failure && <Failed failure={status.failure} onAgain={status.again} />}
        {!value && !status.failure && <Working what={m.status_loading()} />}
        {value && <Findings status={value} />}
        {value && <Facts status={value} zone={facility.zone} />}
      </div>
    </DeskPage>
  );
}

function Findings({ status }: { status: Status }) {
  if (status.findings.length === 0) {
    return (
      <Notice kind="good" title={m.status_good()}>
        <p>{m.status_good_words()}</p>
      </Notice>
    );
  }
  return (
    <section class="stack" aria-labelledby="todo">
      <h2 id="todo">{m.status_todo()}</h2>
      <ul class="cards todo">
        {status.findings.map((finding) => (
          <li key={finding} class="card">
            <p>{FINDING_HELP[finding].words()}</p>
            <code class="command">{FINDING_HELP[finding].command}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ status, zone }: { status: Status; zone: string }) {
  const { restored, clock: clockState, certificateUntil, selfTest } = status;
  const { jump } = clockState;
  return (
    <>
      <div class="stack">
        <h2>{m.status_parts()}</h2>
        <DataTable
          caption={m.status_parts()}
          columns={[m.status_part(), m.status_state(), m.status_since()]}
          rows={status.parts.map(({ part, up, since }) => ({
            key: part,
            cells: [partWords(part), up ? m.status_up() : <strong>{m.status_down()}</strong>, momentWords(since, zone)],
          }))}
        />
      </div>
      <section class="stack" aria-labelledby="machine">
        <h2 id="machine">{m.status_machine()}</h2>
        <dl class="facts">
          <dt>{m.status_version()}</dt>
          <dd>
            Habeas {status.version}, Node {status.node}
          </dd>
          <dt>{m.status_disk()}</dt>
          <dd>{diskWords(status.disk)}</dd>
          <dt>{m.status_clock()}</dt>
          <dd>
            {clockWords(clockState)}
            {jump && (
              <span class="line">
                {m.status_clock_jumped({
                  seconds: Math.round(jump.seconds),
                  day: dayWords(dayOf(jump.at, zone)),
                  time: clock(jump.at, zone),
                })}
              </span>
            )}
          </dd>
          <dt>{m.status_certificate()}</dt>
          <dd>
            {certificateUntil
              ? m.status_until({ day: dayWords(dayOf(certificateUntil, zone)) })
              : m.status_certificate_none()}
          </dd>
          <dt>{m.status_waiting()}</dt>
          <dd>{status.waiting}</dd>
          <dt>{m.status_backup()}</dt>
          <dd>{momentWords(status.backupAt, zone)}</dd>
          <dt>{m.status_restore_test()}</dt>
          <dd>{momentWords(status.restoreTestAt, zone)}</dd>
          <dt>{m.status_self_test()}</dt>
          <dd>
            {momentWords(selfTest?.at, zone)}
            {selfTest && (
              <span class="line">
                {m.status_self_test_words({ refused: selfTest.refused, tried: selfTest.tried })}
                {selfTest.letThrough.length > 0 && <code> {selfTest.letThrough.join(', ')}</code>}
              </span>
            )}
          </dd>
          {restored && (
            <>
              <dt>{m.status_restored()}</dt>
              <dd>
                {m.status_restored_words({
                  day: dayWords(dayOf(restored.at, zone)),
                  time: clock(restored.at, zone),
                  fromDay: dayWords(dayOf(restored.from, zone)),
                  fromTime: clock(restored.from, zone),
                })}
              </dd>
            </>
          )}
        </dl>
      </section>
      <div class="stack">
        <h2>{m.status_kiosks()}</h2>
        {status.kiosks.length === 0 ? (
          <Empty title={m.status_kiosks_none()}>
            <p>{m.status_kiosks_none_words()}</p>
          </Empty>
        ) : (
          <BoothTests kiosks={status.kiosks} zone={zone} />
        )}
        <KioskCodes />
      </div>
    </>
  );
}
