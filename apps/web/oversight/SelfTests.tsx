import { m } from '../generated/texts/messages.js';
import { dayOf, stamp } from '../text/moments.js';
import { Notice } from '../ui/Notice.js';
import { foldSelfTests } from './fold/self-tests.js';
import type { LogEntry } from './read-log.js';
import { missingWords } from './self-test-words.js';

/** The facility's tests of its own gateway; a day without one is a finding. `asOf`: RFC 3339. */
export function SelfTests({ entries, asOf, zone }: { entries: readonly LogEntry[]; asOf: string; zone: string }) {
  const day = (time: string) => dayOf(time, zone);
  const { tests, passed, failed, missing } = foldSelfTests(entries, day(asOf), day);
  const days = missing.reduce((sum, run) => sum + run.days, 0);
  return (
    <section class="stack" aria-labelledby="self-tests">
      <h2 id="self-tests">{m.selftests_title()}</h2>
      <p>{m.selftests_words()}</p>
      <p>{tests === 0 ? m.selftests_none() : m.selftests_passed({ count: passed })}</p>
      {failed.length > 0 && (
        <Notice kind="bad" title={m.selftests_failed()}>
          <p>{m.selftests_failed_words()}</p>
          <ul>
            {failed.map(({ index, time, tried, refused }) => (
              <li key={index}>{m.selftests_failed_line({ time: stamp(time, zone), refused, tried, index })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {days > 0 && (
        <Notice kind="caution" title={m.selftests_missing({ count: days })}>
          <p>{m.selftests_missing_words()}</p>
          <ul>
            {missing.map((run) => (
              <li key={run.from}>{missingWords(run)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}
