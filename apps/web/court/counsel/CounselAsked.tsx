import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';

/** At the screen of an accused: who comes, who goes, yes or no. Nothing for anybody else. */
export function CounselAsked({ court: { view, actions, lostSince } }: { court: CourtProps }) {
  const change = view.you.role === 'accused' ? view.counselChange : undefined;
  if (change?.state !== 'asked') return null;
  const { number, comes, goes } = change;
  const off = lostSince !== undefined;
  const answer = (yes: boolean) => () => actions.say({ type: 'answer-counsel', number, yes });
  return (
    <section class="court-panel court-counsel-asked stack" aria-labelledby="counsel-asked">
      <div role="status">
        <h2 id="counsel-asked">{m.court_counsel_question()}</h2>
      </div>
      <dl class="court-counsel-who">
        <div>
          <dt class="small">{m.court_counsel_question_comes()}</dt>
          <dd>
            <strong>{comes}</strong>
          </dd>
        </div>
        <div>
          <dt class="small">{m.court_counsel_goes()}</dt>
          <dd>
            <strong>{goes}</strong>
          </dd>
        </div>
      </dl>
      <p class="small">{m.court_counsel_decide()}</p>
      <div class="row">
        <Button off={off} onPress={answer(true)}>
          {m.court_counsel_yes()}
        </Button>
        <Button off={off} onPress={answer(false)}>
          {m.court_counsel_no()}
        </Button>
      </div>
    </section>
  );
}
