import { LinePage } from '#protocol';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { Failed } from '../../ui/Failed.js';
import { Notice } from '../../ui/Notice.js';
import { Working } from '../../ui/Working.js';
import { DeskPage, type Shift } from '../DeskPage.js';
import { GaveWay } from './GaveWay.js';
import { LineState } from './LineState.js';
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
  const { value } = line;
  return (
    <DeskPage shift={shift} title={m.line_title()} failedAt={value && line.failedAt}>
      <div class="stack-wide">
        {!value && line.failure && <Failed failure={line.failure} onAgain={line.again} />}
        {!value && !line.failure && <Working what={m.line_loading()} />}
        {value && <LineState line={value} />}
        {value?.ways?.some(({ classes }) => !classes) && <Notice kind="caution" title={m.line_not_marked()} />}
        {value?.ways && (
          <div class="line-ways">
            {value.ways.map((way) => (
              <LineWayTable key={way.direction} way={way} />
            ))}
          </div>
        )}
        {value && <GaveWay steps={value.steps} zone={zone} />}
      </div>
    </DeskPage>
  );
}
