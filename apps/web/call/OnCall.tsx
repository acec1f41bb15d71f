import { useContext, useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { length } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { HelpInBooth } from '../ui/help.js';
import { CallFrame } from './CallFrame.js';
import type { CallProps } from './call-props.js';
import { Holders } from './Holders.js';
import { Picture } from './Picture.js';
import { TimeLeft } from './TimeLeft.js';

interface OnCallProps {
  call: CallProps;
  holders: readonly string[];
  /** Sealed; otherwise the numbers were not compared and the banner stays. */
  matched: boolean;
}

export function OnCall({ call, holders, matched }: OnCallProps) {
  const [muted, setMuted] = useState({ audio: false, video: false });
  const [ending, setEnding] = useState(false);
  const help = useContext(HelpInBooth);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const toggle = (kind: 'audio' | 'video') => {
    call.actions.setMuted(kind, !muted[kind]);
    setMuted({ ...muted, [kind]: !muted[kind] });
  };
  const microphone = (
    <Button kind={help ? 'quiet' : 'main'} onPress={() => toggle('audio')}>
      {muted.audio ? m.microphone_on() : m.microphone_off()}
    </Button>
  );
  return (
    <CallFrame
      call={call}
      title={m.call_title()}
      titleUnseen
      timed={!help}
      main={
        help ? (
          <Button kind="main" onPress={() => help('cannot-hear')}>
            {m.problem_cannot_hear()}
          </Button>
        ) : (
          microphone
        )
      }
      other={
        <>
          <Button kind="danger" onPress={() => setEnding(true)}>
            {m.end_call()}
          </Button>
          <Button onPress={() => toggle('video')}>{muted.video ? m.camera_on() : m.camera_off()}</Button>
          {help && microphone}
        </>
      }
    >
      {!matched && (
        <p class="banner" role="alert">
          {m.unmatched_banner()}
        </p>
      )}
      <div class="pictures">
        {call.remotes.length === 0 && <p class="picture-none lead">{m.no_picture_yet()}</p>}
        {call.remotes.map((remote) => (
          <Picture key={remote.place} stream={remote.stream} label={remote.label} />
        ))}
        {call.preview && <Picture stream={call.preview} label={m.yourself()} small />}
      </div>
      <div class="call-facts">
        <Holders holders={holders} />
        <p class="small">
          {call.profile.profile === 'demo' && (
            <strong>{m.demo_seal_short({ count: call.profile.missing.length })} </strong>
          )}
          {m.code_origin({ origin: call.origin })}
        </p>
        {help && <p class="small">{m.so_far({ time: length(call.now() - call.since) })}</p>}
        <p role="status">
          <TimeLeft to={call.to} now={call.now()} />
          {muted.audio && m.you_are_muted()}
        </p>
      </div>
      {ending && (
        <Dialog title={m.end_call_title()} onClose={() => setEnding(false)}>
          <p>{m.end_call_words()}</p>
          <Button kind="danger" onPress={call.actions.end}>
            {m.end_call_yes()}
          </Button>
        </Dialog>
      )}
    </CallFrame>
  );
}
