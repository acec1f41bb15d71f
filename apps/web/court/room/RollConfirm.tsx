import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import type { CourtProps } from '../court-props.js';

/** A roll call runs: this person says of each other one whether it is heard. Nothing without a roll call. */
export function RollConfirm({ court }: { court: CourtProps }) {
  const { view, actions, measured } = court;
  if (view.roll === undefined) return null;
  const said = (speaker: number): boolean | undefined =>
    view.roll?.find((one) => one.listener === view.you.seat && one.speaker === speaker)?.yes;
  const say = (seat: number, yes: boolean) => {
    const figures = measured(seat);
    actions.say({ type: 'hears', seat, yes, ...(figures !== undefined && { measured: figures }) });
  };
  return (
    <section class="court-panel stack" aria-labelledby="roll">
      <h2 id="roll">{m.court_roll()}</h2>
      <p>{m.court_roll_words()}</p>
      <ul class="court-rows">
        {view.people.map(({ seat, name, role, signLanguage }) => (
          <li key={seat} class="court-row">
            <p>
              <strong>{name}</strong> {courtRoleWords(role, signLanguage)}
            </p>
            <div class="row" role="group" aria-label={name}>
              {([true, false] as const).map((yes) => (
                <button
                  key={String(yes)}
                  type="button"
                  class="court-choice"
                  aria-pressed={said(seat) === yes ? 'true' : 'false'}
                  onClick={() => say(seat, yes)}
                >
                  <span aria-hidden="true">{yes ? '✓ ' : '✕ '}</span>
                  {yes ? m.court_roll_yes() : m.court_roll_no()}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
