import type { LinePage, LineTestOutcome } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { lineTestWhyNotWords } from '../../text/line-page-words.js';
import { dayAndClock } from '../../text/moments.js';
import { Notice } from '../../ui/Notice.js';
import { Working } from '../../ui/Working.js';

/** Id of the words that say why the line cannot be tested now. */
export const LINE_TEST_WHY = 'line-test-why';

const OUTCOMES: Readonly<Record<Exclude<LineTestOutcome, 'measured'>, () => string>> = {
  'not-now': m.line_test_not_now,
  'given-up': m.line_test_given_up,
  'no-answer': m.line_test_no_answer,
};

interface LineTestProps {
  line: LinePage;
  zone: string;
  /** A test that was begun here runs. */
  running: boolean;
  /** How the last one that was begun here ended. */
  outcome: LineTestOutcome | undefined;
}

/** What tests of the line found, and why there can be none now. */
export function LineTest({ line, zone, running, outcome }: LineTestProps) {
  const { measured, test } = line;
  const { whyNot, after } = test;
  return (
    <section class="stack" aria-labelledby="line-test">
      <h2 id="line-test">{m.line_test_title()}</h2>
      <p>
        {measured
          ? m.line_test_latest({
              up: measured.up,
              down: measured.down,
              when: dayAndClock(measured.at, zone),
              count: measured.count,
            })
          : m.line_test_none()}
      </p>
      {!running && outcome !== undefined && outcome !== 'measured' && (
        <Notice kind="caution" title={OUTCOMES[outcome]()} role="status" />
      )}
      <div id={LINE_TEST_WHY}>
        {running || whyNot === 'runs' ? (
          <Working what={m.line_test_running()} />
        ) : (
          whyNot !== undefined && (
            <p>
              {lineTestWhyNotWords(whyNot)}
              {after !== undefined && ` ${m.line_test_after({ when: dayAndClock(after, zone) })}`}
            </p>
          )
        )}
      </div>
    </section>
  );
}
