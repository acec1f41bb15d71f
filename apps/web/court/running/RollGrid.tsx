import { saidDiffers } from '#hearing';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';

const MARKS = { yes: '✓', no: '✕', none: '–' } as const;

/** Who has said to hear whom: rows listen, columns speak. It is entered when the roll call ends. */
export function RollGrid({ court }: { court: CourtProps }) {
  const { view, actions, lostSince } = court;
  const off = lostSince !== undefined || view.state !== 'open';
  if (view.roll === undefined) {
    return (
      <>
        <p>{m.court_roll_explain()}</p>
        <Button off={off} onPress={() => actions.say({ type: 'roll-call', on: true })}>
          {m.court_roll_start()}
        </Button>
      </>
    );
  }
  const everybody = [...view.people, view.you].sort((a, b) => a.seat - b.seat);
  const words = { yes: m.court_roll_yes(), no: m.court_roll_no(), none: m.court_roll_open() };
  const said = (listener: number, speaker: number) =>
    view.roll?.find((one) => one.listener === listener && one.speaker === speaker);
  const pairs = everybody.length * (everybody.length - 1);
  return (
    <>
      <p role="status">{m.court_roll_so_far({ said: view.roll.length, pairs })}</p>
      <div class="table-frame" role="region" tabIndex={0} aria-label={m.court_roll_table()}>
        <table class="court-grid">
          <caption class="unseen">{m.court_roll_table()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.court_roll_listens()}</th>
              {everybody.map(({ seat, name }) => (
                <th key={seat} scope="col">
                  <span aria-hidden="true">{seat + 1}</span>
                  <span class="unseen">{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {everybody.map((listener) => (
              <tr key={listener.seat}>
                <th scope="row">
                  {listener.seat + 1}. {courtRoleWords(listener.role)}
                </th>
                {everybody.map((speaker) => {
                  const found = said(listener.seat, speaker.seat);
                  const how = found === undefined ? 'none' : found.yes ? 'yes' : 'no';
                  return listener.seat === speaker.seat ? (
                    <td key={speaker.seat} class="court-grid-self" />
                  ) : (
                    <td key={speaker.seat} class={`court-grid-${how}`}>
                      <span aria-hidden="true">
                        {MARKS[how]}
                        {found && saidDiffers(found) && ' !'}
                      </span>
                      <span class="unseen">
                        {words[how]}
                        {found?.measured && `, ${m.court_roll_measured(found.measured)}`}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.roll.some(saidDiffers) && <p class="small">{m.court_roll_differs()}</p>}
      <Button off={off} onPress={() => actions.say({ type: 'roll-call', on: false })}>
        {m.court_roll_end()}
      </Button>
    </>
  );
}
