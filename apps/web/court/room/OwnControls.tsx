import { runsTheHearing } from '#hearing';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { clock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';
import { OtherVoice } from '../presence/OtherVoice.js';
import { ConferDialog } from './ConferDialog.js';

/** Own microphone and camera, what the court is told of hearing, and for counsel and accused a private word. */
export function OwnControls({ court }: { court: CourtProps }) {
  const { view, media, actions } = court;
  /** What the court was told last, and when. */
  const [told, setTold] = useState<{ words: (about: { time: string }) => string; at: number }>();
  const [asking, ask] = useState<'word' | 'voice'>();
  const { you } = view;
  const lost = court.lostSince !== undefined;
  const open = view.state === 'open';
  const partners = view.people.filter(({ seat }) => you.confidants.includes(seat));
  const toggle = (kind: 'audio' | 'video') => actions.setMuted(kind, !media.muted[kind]);
  return (
    <>
      {open && media.devices === 'on' && (
        <>
          <Button off={you.muted} onPress={() => toggle('audio')}>
            {media.muted.audio ? m.microphone_on() : m.microphone_off()}
          </Button>
          <Button onPress={() => toggle('video')}>{media.muted.video ? m.camera_on() : m.camera_off()}</Button>
        </>
      )}
      {open && (media.devices === 'refused' || media.devices === 'off') && (
        <Button onPress={actions.beginDevices}>{m.court_devices_on()}</Button>
      )}
      {open && (
        <Button
          off={lost}
          onPress={() => {
            actions.say({ type: 'cannot-hear' });
            setTold({ words: m.court_told, at: court.now() });
          }}
        >
          {m.court_cannot_hear()}
        </Button>
      )}
      {open && partners.length > 0 && (
        <Button off={lost} onPress={() => ask('word')}>
          {m.court_private_word()}
        </Button>
      )}
      {open && !runsTheHearing(you.role) && (
        <Button off={lost} onPress={() => ask('voice')}>
          {m.court_voice()}
        </Button>
      )}
      {court.leave?.always && <Button onPress={court.leave.go}>{court.leave.words}</Button>}
      <p class="court-told" role="status">
        {told?.words({ time: clock(told.at, court.zone) })}
      </p>
      {asking === 'word' && <ConferDialog court={court} partners={partners} onClose={() => ask(undefined)} />}
      {asking === 'voice' && (
        <OtherVoice
          court={court}
          onClose={() => ask(undefined)}
          onTold={() => {
            setTold({ words: m.court_voice_told, at: court.now() });
            ask(undefined);
          }}
        />
      )}
    </>
  );
}
