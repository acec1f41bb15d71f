import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { dayAndClock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { EntryTable } from './EntryTable.js';
import { LogState } from './LogState.js';
import { OpenDetails } from './OpenDetails.js';
import { OversightPage } from './OversightPage.js';
import type { ScreenProps } from './screen-props.js';
import type { LogEntry } from './read-log.js';

/** What the server says of its log, beside what this page computed from the tiles. */
export function LogScreen({ frame, checked, details, takeAway }: ScreenProps & { takeAway?: ComponentChildren }) {
  const { zone } = frame.facility;
  const [opened, open] = useState<LogEntry>();
  const { said, log } = checked;
  return (
    <OversightPage
      frame={frame}
      title={m.log_title()}
      main={
        frame.signedIn && (
          <Button kind="main" onPress={checked.again}>
            {m.check_again()}
          </Button>
        )
      }
    >
      <LogState checked={checked} />
      {said && (
        <section class="stack" aria-labelledby="said">
          <h2 id="said">{m.server_says_title()}</h2>
          <dl class="facts">
            <dt>{m.log_origin()}</dt>
            <dd>{said.origin}</dd>
            <dt>{m.log_size()}</dt>
            <dd>{said.size}</dd>
            <dt>{m.log_checkpoint()}</dt>
            <dd>{dayAndClock(said.checkpointAt, zone)}</dd>
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
      {takeAway}
      {log && <EntryTable entries={log.entries} zone={zone} details={details} onOpen={open} />}
      <section class="stack" aria-labelledby="offline">
        <h2 id="offline">{m.offline_title()}</h2>
        <p>{m.offline_words()}</p>
        <p>
          <code>npm run -s verify -- FOLDER</code>
        </p>
      </section>
      {opened && <OpenDetails entry={opened} details={details} onClose={() => open(undefined)} />}
    </OversightPage>
  );
}
