import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Page } from '../ui/Page.js';
import { Working } from '../ui/Working.js';
import type { PartyCourtProps } from './PartyCourt.js';

/** The court's own scripts come when somebody goes into court. */
export function LaterCourt(props: PartyCourtProps) {
  const [screen, set] = useState<{ Screen: ComponentType<PartyCourtProps> }>();
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    import('./PartyCourt.js').then(
      ({ PartyCourt }) => set({ Screen: PartyCourt }),
      () => setFailed(true),
    );
  };
  useEffect(load, []);
  if (screen) return <screen.Screen {...props} />;
  return (
    <Page
      place={props.facility.name}
      title={m.court_title()}
      help={m.court_help()}
      main={
        failed && (
          <Button kind="main" onPress={load}>
            {m.try_again()}
          </Button>
        )
      }
    >
      {failed ? <p role="alert">{m.court_not_loaded()}</p> : <Working what={m.court_entering()} />}
    </Page>
  );
}
