import { BoothsPlan } from '#protocol';
import { useState } from 'preact/hooks';
import { ask, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { blockKindWords, blockReasonWords, spanWords } from '../text/block-words.js';
import { clock, dayOf } from '../text/moments.js';
import { weekWords } from '../text/week-words.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';
import { BlockForm } from './BlockForm.js';
import { DeskPage, type Shift } from './DeskPage.js';
import { Holidays } from './Holidays.js';
import { HoursDialog } from './HoursDialog.js';

/** When booths are open, which are taken out, and the way to take one out. */
export function BoothsScreen({ shift }: { shift: Shift }) {
  const { zone } = shift.facility;
  const [blocking, setBlocking] = useState(false);
  const [changing, change] = useState<BoothsPlan['booths'][number]>();
  const plan = useAnswer(
    async () => {
      const answer = await ask(BoothsPlan, 'GET', '/api/desk/booths');
      shift.clock.learn(answer.now);
      return answer;
    },
    30_000,
    [],
  );
  const lift = useAction(async (block: BoothsPlan['blocks'][number]) => {
    await send('POST', `/api/desk/blocks/${block.action}/lift`);
    plan.again();
  });
  const today = dayOf(shift.clock.now(), zone);
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
            {lift.failure && <Failed failure={lift.failure} />}
            {value.blocks.length === 0 ? (
              <Empty title={m.blocks_none()}>
                <p>{m.blocks_none_words()}</p>
              </Empty>
            ) : (
              <DataTable
                caption={m.blocks_title()}
                columns={[m.block_when(), m.block_what(), m.booth(), m.reason(), m.column_action()]}
                rows={value.blocks.map((block) => ({
                  key: block.action,
                  cells: [
                    spanWords(block, zone),
                    blockKindWords(block.kind),
                    block.booths.join(', '),
                    blockReasonWords(block.reason),
                    <Button key="lift" onPress={() => lift.run(block)} off={lift.running}>
                      {m.block_lift()}
                      <span class="unseen">{` ${spanWords(block, zone)}, ${block.booths.join(', ')}`}</span>
                    </Button>,
                  ],
                }))}
              />
            )}
            <h2>{m.booth_hours()}</h2>
            <DataTable
              caption={m.booth_hours()}
              columns={[m.booth(), m.booth_device(), m.booth_hours(), m.column_action()]}
              rows={value.booths.map((booth) => ({
                key: booth.number,
                cells: [
                  booth.number,
                  booth.enrolled ? m.booth_device_there() : m.no_kiosk(),
                  <BoothHours key="hours" hours={booth.hours} today={today} />,
                  <Button key="change" onPress={() => change(booth)}>
                    {m.hours_change()}
                    <span class="unseen"> {m.booth_named({ booth: booth.number })}</span>
                  </Button>,
                ],
              }))}
            />
            <Holidays days={value.holidays} onChanged={plan.again} />
          </div>
        )}
      </div>
      {changing && (
        <HoursDialog
          booth={changing}
          today={today}
          onClose={() => change(undefined)}
          onSaved={() => {
            change(undefined);
            plan.again();
          }}
        />
      )}
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

function BoothHours({ hours, today }: { hours: BoothsPlan['booths'][number]['hours']; today: string }) {
  const lines = weekWords(hours, today);
  if (lines.length === 0) return <>{m.booth_hours_none()}</>;
  return (
    <>
      {lines.map((line) => (
        <span key={line} class="line">
          {line}
        </span>
      ))}
    </>
  );
}
