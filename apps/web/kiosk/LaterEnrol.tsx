import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { useLater } from '../ui/use-later.js';
import { Working } from '../ui/Working.js';

interface EnrolProps {
  clock: ComponentChildren;
  onDone: () => void;
}

const load = () => import('./EnrolScreen.js');

/** Enrolment is needed once in the life of a device, so its scripts come when it is. */
export function LaterEnrol(props: EnrolProps) {
  const { part, failed, again } = useLater(load);
  if (part) return <part.EnrolScreen {...props} />;
  return (
    <KioskPage booth={undefined} clock={props.clock} title={m.starting()}>
      {failed ? <Button onPress={again}>{m.try_again()}</Button> : <Working what={m.starting()} />}
    </KioskPage>
  );
}
