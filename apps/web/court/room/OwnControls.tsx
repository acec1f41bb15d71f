import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { clock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';
import { ConferDialog } from './ConferDialog.js';

/** Own microphone and camera, "I can't hear", and for counsel and accused a private word. */
export function OwnControls({ court }: { court: CourtProps }) {
  const { view, media, actions } = court;
  const [told, setTold] = useState<number>();
  const [asking, setAsking] = useState(false);
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
            setTold(court.now());
          }}
        >
          {m.court_cannot_hear()}
        </Button>
      )}
      {open && partners.length > 0 && (
        <Button off={lost} onPress={() => setAsking(true)}>
          {m.court_private_word()}
        </Button>
      )}
      {court.leave?.always && <Button onPress={court.leave.go}>{court.leave.words}</Button>}
      <p class="court-told" role="status">
        {told !== undefined && m.court_told({ time: clock(told, court.zone) })}
      </p>
      {asking && <ConferDialog court={court} partners={partners} onClose={() => setAsking(false)} />}
    </>
  );
}
