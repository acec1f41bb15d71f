import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import type { CourtProps } from '../court-props.js';

/** The two ends of a sitting; each asks once and names the case. */
export function EndSitting({ court: { view, actions, lostSince } }: { court: CourtProps }) {
  const [asked, ask] = useState<'adjourn' | 'close'>();
  const off = lostSince !== undefined;
  const named = { number: view.caseNumber };
  return (
    <div class="row court-end">
      <Button kind="danger" off={off} onPress={() => ask('adjourn')}>
        {m.court_adjourn()}
      </Button>
      {view.state !== 'scheduled' && (
        <Button kind="danger" off={off} onPress={() => ask('close')}>
          {m.court_close()}
        </Button>
      )}
      {asked && (
        <Dialog
          title={asked === 'close' ? m.court_close_named(named) : m.court_adjourn_named(named)}
          onClose={() => ask(undefined)}
        >
          <p>{asked === 'close' ? m.court_close_ask() : m.court_adjourn_ask()}</p>
          <Button
            kind="danger"
            onPress={() => {
              actions.say({ type: asked });
              ask(undefined);
            }}
          >
            {asked === 'close' ? m.court_close_named(named) : m.court_adjourn_named(named)}
          </Button>
        </Dialog>
      )}
    </div>
  );
}
