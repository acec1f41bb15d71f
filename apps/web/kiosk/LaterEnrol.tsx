import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { Working } from '../ui/Working.js';

interface EnrolProps {
  clock: ComponentChildren;
  onDone: () => void;
}

/** Enrolment is needed once in the life of a device, so its scripts come when it is. */
export function LaterEnrol(props: EnrolProps) {
  const [screen, set] = useState<{ Screen: ComponentType<EnrolProps> } | 'coming' | 'failed'>('coming');
  useEffect(() => {
    if (screen !== 'coming') return;
    import('./EnrolScreen.js').then(
      ({ EnrolScreen }) => set({ Screen: EnrolScreen }),
      () => set('failed'),
    );
  }, [screen]);
  if (typeof screen === 'object') return <screen.Screen {...props} />;
  return (
    <KioskPage booth={undefined} clock={props.clock} title={m.starting()}>
      {screen === 'failed' ? (
        <Button onPress={() => set('coming')}>{m.try_again()}</Button>
      ) : (
        <Working what={m.starting()} />
      )}
    </KioskPage>
  );
}
