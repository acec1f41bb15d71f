import { LinePage, LineTestAnswer, type LineTestOutcome } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Failed } from '../../ui/Failed.js';
import { Notice } from '../../ui/Notice.js';
import { Working } from '../../ui/Working.js';
import { DeskPage, type Shift } from '../DeskPage.js';
import { GaveWay } from './GaveWay.js';
import { LineState } from './LineState.js';
import { LINE_TEST_WHY, LineTest } from './LineTest.js';
import { LineWayTable } from './LineWayTable.js';

const EVERY_MS = 5_000;

/** Will it carry? What the line does now, in a sentence and in figures, and what gave way this week. */
export function LineScreen({ shift }: { shift: Shift }) {
  const { zone } = shift.facility;
  const line = useAnswer(
    async () => {
      const answer = await ask(LinePage, 'GET', '/api/desk/line/page');
      shift.clock.learn(answer.now);
      return answer;
    },
    EVERY_MS,
    [],
  );
  const [test, setTest] = useState<{ running: boolean; outcome?: LineTestOutcome }>({ running: false });
  const begin = async () => {
    setTest({ running: true });
    const { outcome } = await ask(LineTestAnswer, 'POST', '/api/desk/line/test').catch(
      () => ({ outcome: 'no-answer' }) as const,
    );
    setTest({ running: false, outcome });
    line.again();
  };
  const { value } = line;
  const off = test.running || value?.test.whyNot !== undefined;
  return (
    <DeskPage
      shift={shift}
      title={m.line_title()}
      failedAt={value && line.failedAt}
      main={
        value && (
          <Button kind="main" off={off} why={off ? LINE_TEST_WHY : undefined} onPress={() => void begin()}>
            {m.line_test()}
          </Button>
        )
      }
    >
      <div class="stack-wide">
        {!value && line.failure && <Failed failure={line.failure} onAgain={line.again} />}
        {!value && !line.failure && <Working what={m.line_loading()} />}
        {value && <LineState line={value} />}
        {value && <LineTest line={value} zone={zone} {...test} outcome={test.outcome} />}
        {value?.ways?.some(({ classes }) => !classes) && <Notice kind="caution" title={m.line_not_marked()} />}
        {value?.ways && (
          <div class="line-ways">
            {value.ways.map((way) => (
              <LineWayTable key={way.direction} way={way} zone={zone} />
            ))}
          </div>
        )}
        {/* Where nothing is planned nothing can give way, and that says nothing of how it went. */}
        {value && (value.ways || value.steps.length > 0) && <GaveWay steps={value.steps} zone={zone} />}
      </div>
    </DeskPage>
  );
}
