import { BoothsPlan } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { blockKindWords, blockReasonWords, hoursWords, spanWords } from '../text/block-words.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';
import { BlockForm } from './BlockForm.js';
import { DeskPage, type Shift } from './DeskPage.js';

/** When booths are open, which are taken out, and the way to take one out. */
export function BoothsScreen({ shift }: { shift: Shift }) {
  const { zone } = shift.facility;
  const [blocking, setBlocking] = useState(false);
  const plan = useAnswer(
    async () => {
      const answer = await ask(BoothsPlan, 'GET', '/api/desk/booths');
      shift.clock.learn(answer.now);
      return answer;
    },
    30_000,
    [],
  );
  const { value } = plan;
  const stale = value && plan.failedAt !== undefined;
  const canBlock = value && value.booths.length > 0;
  return (
    <DeskPage
      shift={shift}
      title={m.booths_title()}
      failedAt={value && plan.failedAt}
      main={
        canBlock && (
          <Button kind="main" onPress={() => setBlocking(true)}>
            {m.block_new()}
          </Button>
        )
      }
    >
      <div class="stack desk-body">
        {!value && plan.failure && <Failed failure={plan.failure} onAgain={plan.again} />}
        {!value && !plan.failure && <Working what={m.booths_loading()} />}
        {stale && <p class="stale-word">{m.shown_as_of({ time: clock(value.now, zone) })}</p>}
        {value && value.booths.length === 0 && (
          <Empty title={m.booths_none()}>
            <p>{m.booths_none_words()}</p>
          </Empty>
        )}
        {canBlock && (
          <div class={stale ? 'stack stale' : 'stack'}>
            <h2>{m.blocks_title()}</h2>
            {value.blocks.length === 0 ? (
              <Empty title={m.blocks_none()}>
                <p>{m.blocks_none_words()}</p>
              </Empty>
            ) : (
              <DataTable
                caption={m.blocks_title()}
                columns={[m.block_when(), m.block_what(), m.booth(), m.reason()]}
                rows={value.blocks.map((block) => ({
                  key: block.action,
                  cells: [
                    spanWords(block, zone),
                    blockKindWords(block.kind),
                    block.booths.join(', '),
                    blockReasonWords(block.reason),
                  ],
                }))}
              />
            )}
            <h2>{m.booth_hours()}</h2>
            <DataTable
              caption={m.booth_hours()}
              columns={[m.booth(), m.booth_device(), m.booth_hours()]}
              rows={value.booths.map(({ number, enrolled, hours }) => ({
                key: number,
                cells: [
                  number,
                  enrolled ? m.booth_device_there() : m.no_kiosk(),
                  hours.length === 0 ? m.booth_hours_none() : hours.map(hoursWords).join('; '),
                ],
              }))}
            />
          </div>
        )}
      </div>
      {blocking && value && (
        <BlockForm
          booths={value.booths.map(({ number }) => number)}
          shift={shift}
          onClose={() => setBlocking(false)}
          onBlocked={() => {
            setBlocking(false);
            plan.again();
          }}
        />
      )}
    </DeskPage>
  );
}
