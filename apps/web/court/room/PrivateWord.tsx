import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';
import { CourtFrame } from './CourtFrame.js';

/** Counsel and accused, off the hearing: detaching, waiting for the other and for silence, private. */
export function PrivateWord({ court }: { court: CourtProps }) {
  const { word } = court;
  const { conferring } = court.view.you;
  const [begun, setBegun] = useState(false);
  const back = () => court.actions.say({ type: 'rejoin' });
  const steps = ['detach', 'detached', 'private'] as const;
  const at = steps.findIndex((one) => one === conferring);
  const WORDS = [m.court_private_detach(), m.court_private_waiting(), m.court_private_now()];
  if (begun && word) return <>{word(back)}</>;
  const ready = conferring === 'private' && word !== undefined;
  return (
    <CourtFrame
      court={court}
      title={conferring === 'private' ? m.court_private_title() : m.court_private_coming()}
      main={
        ready ? (
          <Button kind="main" onPress={() => setBegun(true)}>
            {m.court_private_open()}
          </Button>
        ) : (
          <Button kind="main" off={court.lostSince !== undefined} onPress={back}>
            {m.court_private_end()}
          </Button>
        )
      }
      other={
        ready && (
          <Button off={court.lostSince !== undefined} onPress={back}>
            {m.court_private_end()}
          </Button>
        )
      }
    >
      <div class="court-private stack-wide">
        <ol class="court-steps">
          {steps.map((step, place) => (
            <li key={step} aria-current={place === at ? 'step' : undefined}>
              <span aria-hidden="true">{place < at || conferring === 'private' ? '✓' : place === at ? '…' : '○'}</span>
              <span>{WORDS[place]}</span>
            </li>
          ))}
        </ol>
        <p role="status">{conferring === 'private' ? m.court_private_words() : m.court_private_not_yet()}</p>
        <p class="small">{m.court_private_court_sees()}</p>
      </div>
    </CourtFrame>
  );
}
