import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';

/** The main action of judge and clerk: begin, pause, go on. */
export function RunButton({ court: { view, lostSince, actions } }: { court: CourtProps }) {
  const next = view.state === 'scheduled' ? 'open' : view.state === 'open' ? 'pause' : 'resume';
  const words = { open: m.court_open, pause: m.court_pause, resume: m.court_resume };
  return (
    <Button kind="main" off={lostSince !== undefined} onPress={() => actions.say({ type: next })}>
      {words[next]()}
    </Button>
  );
}
