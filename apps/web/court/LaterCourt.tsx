import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { useLater } from '../ui/use-later.js';
import { Working } from '../ui/Working.js';
import type { PartyCourtProps } from './PartyCourt.js';

const load = () => import('./PartyCourt.js');

/** The court's own scripts come when somebody goes into court. */
export function LaterCourt(props: PartyCourtProps) {
  const { part, failed, again } = useLater(load);
  if (part) return <part.PartyCourt {...props} />;
  return (
    <main class="page-main stack-wide">
      <h1>{m.starting()}</h1>
      {failed ? <Button onPress={again}>{m.try_again()}</Button> : <Working what={m.starting()} />}
    </main>
  );
}
