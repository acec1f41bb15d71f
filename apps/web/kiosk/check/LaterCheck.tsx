import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { KioskPage } from '../../ui/KioskPage.js';
import { Working } from '../../ui/Working.js';
import type { BoothCheckProps } from './BoothCheckScreen.js';

const PATIENCE = 5000;

/** The check's own scripts come when it is due. If they do not come, the call comes first: on without a check. */
export function LaterCheck(props: BoothCheckProps) {
  const [screen, set] = useState<{ Screen: ComponentType<BoothCheckProps> }>();
  const { onDone } = props;
  useEffect(() => {
    if (screen) return undefined;
    let gone = false;
    const timer = setTimeout(onDone, PATIENCE);
    import('./BoothCheckScreen.js').then(
      ({ BoothCheckScreen }) => gone || set({ Screen: BoothCheckScreen }),
      () => gone || onDone(),
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [screen]);
  if (screen) return <screen.Screen {...props} />;
  return (
    <KioskPage booth={props.booth} clock={props.clock} title={m.starting()}>
      <Working what={m.starting()} />
    </KioskPage>
  );
}
