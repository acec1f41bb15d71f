import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { ApiFailure } from '../api/call-api.js';
import { Failed } from '../ui/Failed.js';
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
    <main class="page-main stack-wide">
      <h1>{m.starting()}</h1>
      {failed ? <Failed failure={new ApiFailure('part-down')} onAgain={load} /> : <Working what={m.starting()} />}
    </main>
  );
}
