import type { HearingRole } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';

const AFFIRMS: readonly HearingRole[] = ['witness', 'expert', 'interpreter'];

/** A witness, expert or interpreter confirms that rights were explained, and the oath. Each is entered with its time. */
export function Affirm({ court }: { court: CourtProps }) {
  const { you, roll } = court.view;
  if (!AFFIRMS.includes(you.role) || roll !== undefined || you.affirmed.length === 2) return null;
  return (
    <section class="court-panel stack" aria-labelledby="affirm">
      <h2 id="affirm">{m.court_affirm()}</h2>
      <p>{m.court_affirm_words()}</p>
      {(['rights', 'oath'] as const).map((what) =>
        you.affirmed.includes(what) ? (
          <p key={what}>
            <span aria-hidden="true">✓ </span>
            {what === 'rights' ? m.court_affirmed_rights() : m.court_affirmed_oath()}
          </p>
        ) : (
          <Button
            key={what}
            wide
            off={court.lostSince !== undefined}
            onPress={() => court.actions.say({ type: 'affirm', what })}
          >
            {what === 'rights' ? m.court_affirm_rights() : m.court_affirm_oath()}
          </Button>
        ),
      )}
    </section>
  );
}
