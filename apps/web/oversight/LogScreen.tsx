import { LogSummary, type Me } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { PersonBar } from '../ui/PersonBar.js';
import { Working } from '../ui/Working.js';
import { EntryTable } from './EntryTable.js';
import { Finding } from './Finding.js';
import { HttpLog } from './http-log.js';
import { OpenDetails } from './OpenDetails.js';
import { type LogEntry, readLog } from './read-log.js';

interface LogScreenProps {
  facility: Me['facility'];
  person: NonNullable<Me['person']>;
  onOut: () => void;
}

/** What the server says of its log, beside what this page computed from the tiles. */
export function LogScreen({ facility, person, onOut }: LogScreenProps) {
  const { zone } = facility;
  const [opened, open] = useState<LogEntry>();
  const summary = useAnswer(() => ask(LogSummary, 'GET', '/api/oversight/log'), 0, []);
  const said = summary.value;
  const log = useAnswer(async () => (said ? readLog(new HttpLog('/ledger/'), said.vkey) : undefined), 0, [said]);
  const failure = summary.failure ?? log.failure;
  return (
    <Page
      place={facility.name}
      title={m.log_title()}
      help={m.help_oversight()}
      beside={<PersonBar name={person.name} onOut={onOut} />}
      main={
        <Button kind="main" onPress={summary.again}>
          {m.check_again()}
        </Button>
      }
    >
      <div class="stack-wide">
        {failure && <Failed failure={failure} onAgain={summary.again} />}
        {!said && !failure && <Working key="log" what={m.loading_log()} />}
        {said && !log.value && !failure && <Working key="check" what={m.checking_log({ size: said.size })} />}
        {log.value && <Finding report={log.value.report} said={said} />}
        {said && (
          <section class="stack" aria-labelledby="said">
            <h2 id="said">{m.server_says_title()}</h2>
            <dl class="facts">
              <dt>{m.log_origin()}</dt>
              <dd>{said.origin}</dd>
              <dt>{m.log_size()}</dt>
              <dd>{said.size}</dd>
              <dt>{m.log_checkpoint()}</dt>
              <dd>
                {dayWords(dayOf(said.checkpointAt, zone))}, {clock(said.checkpointAt, zone)}
              </dd>
              <dt>{m.log_waiting()}</dt>
              <dd>{said.waiting}</dd>
              <dt>{m.log_key()}</dt>
              <dd>
                <code>{said.vkey}</code>
              </dd>
            </dl>
            <p>{m.log_key_words()}</p>
          </section>
        )}
        {log.value && <EntryTable entries={log.value.entries} zone={zone} onOpen={open} />}
        <section class="stack" aria-labelledby="offline">
          <h2 id="offline">{m.offline_title()}</h2>
          <p>{m.offline_words()}</p>
          <p>
            <code>npm run -s verify -- FOLDER</code>
          </p>
        </section>
      </div>
      {opened && <OpenDetails entry={opened} onClose={() => open(undefined)} />}
    </Page>
  );
}
