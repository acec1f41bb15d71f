import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';

/** For judge and clerk, above all else: in whose room another voice is said to be heard, and what the court can do about it. */
export function VoiceSaid({ court: { view, actions, lostSince } }: { court: CourtProps }) {
  const off = lostSince !== undefined;
  return (
    <div role="alert" class="court-deaf-list">
      {view.people
        .filter(({ otherVoice }) => otherVoice)
        .map(({ seat, name, role, signLanguage, roomCheck, connected }) => (
          <div key={seat} class="court-deaf">
            <p>
              <span aria-hidden="true">◆ </span>
              {m.court_voice_said({ name, role: courtRoleWords(role, signLanguage) })}
            </p>
            <div class="row">
              {roomCheck !== 'asked' && roomCheck !== 'shown' && (
                <Button
                  off={off || view.state !== 'open' || !connected}
                  onPress={() => actions.say({ type: 'ask-room', seat })}
                >
                  {m.court_show_ask()}
                </Button>
              )}
              <Button off={off} onPress={() => actions.say({ type: 'voice-noted', seat })}>
                {m.court_voice_note()}
              </Button>
            </div>
          </div>
        ))}
    </div>
  );
}
