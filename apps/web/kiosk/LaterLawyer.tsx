import type { KioskRequestTaken } from '#protocol';
import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { useLater } from '../ui/use-later.js';
import { Working } from '../ui/Working.js';

interface LaterLawyerProps {
  booth: string;
  clock: ComponentChildren;
  /** What came of it, once somebody has asked. */
  taken: KioskRequestTaken['taken'] | undefined;
  onTaken: (taken: KioskRequestTaken['taken']) => void;
  onBack: () => void;
  onFinish: () => void;
}

const load = () => import('./lawyer-screens.js');

/** The scripts by which a person asks for the own lawyer come when somebody wants to. */
export function LaterLawyer({ taken, onTaken, onBack, onFinish, ...place }: LaterLawyerProps) {
  const { part, failed, again } = useLater(load);
  if (part && taken) return <part.LawyerAskedScreen {...place} taken={taken} onFinish={onFinish} />;
  if (part) return <part.LawyerScreen {...place} onTaken={onTaken} onBack={onBack} />;
  return (
    <KioskPage {...place} title={m.starting()}>
      {failed ? <Button onPress={again}>{m.try_again()}</Button> : <Working what={m.starting()} />}
    </KioskPage>
  );
}
