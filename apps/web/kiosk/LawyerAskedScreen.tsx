import type { KioskRequestTaken } from '#protocol';
import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { KioskPage } from '../ui/KioskPage.js';
import { Notice } from '../ui/Notice.js';

interface LawyerAskedScreenProps {
  booth: string;
  clock: ComponentChildren;
  taken: KioskRequestTaken['taken'];
  onFinish: () => void;
}

/** What came of the wish. It shows no number and no name: the next person may already look. */
export function LawyerAskedScreen({ booth, clock, taken, onFinish }: LawyerAskedScreenProps) {
  const queued = taken === 'request';
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      calm
      title={queued ? m.lawyer_taken() : m.lawyer_told()}
      main={
        <Button kind="main" onPress={onFinish}>
          {m.finish()}
        </Button>
      }
    >
      <Notice kind="good" title={queued ? m.lawyer_taken_words() : m.lawyer_told_words()} role="status">
        {queued && <p>{m.lawyer_taken_since()}</p>}
      </Notice>
      <p>{m.ended_closes()}</p>
    </KioskPage>
  );
}
