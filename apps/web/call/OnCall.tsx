import type { ConsultationState } from '#calling';
import { useContext, useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { length } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { HelpInBooth } from '../ui/help.js';
import { CallFrame } from './CallFrame.js';
import type { CallProps } from './call-props.js';
import { Holders } from './Holders.js';
import { LaterLine } from './LaterLine.js';
import { LaterWriteDialog } from './LaterWriteDialog.js';
import { Pictures } from './Pictures.js';
import { TimeLeft } from './TimeLeft.js';
import { Words } from './Words.js';
import { WordsForm } from './WordsForm.js';

interface OnCallProps {
  call: CallProps;
  state: Pick<Extract<ConsultationState, { name: 'sealed' }>, 'holders' | 'left'>;
  /** Typed and not sent. */
  draft: readonly [string, (draft: string) => void];
  /** Sealed; otherwise the numbers were not compared and the banner stays. */
  matched: boolean;
}

export function OnCall({ call, state, draft: [draft, setDraft], matched }: OnCallProps) {
  const [muted, setMuted] = useState({ audio: false, video: false });
  const [asked, setAsked] = useState<'end' | 'write'>();
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
          <Button kind="danger" onPress={() => setAsked('end')}>
            {call.own === 'helper' ? m.leave_call() : m.end_call()}
          </Button>
          {!call.sharing && (
            <Button onPress={() => toggle('video')}>{muted.video ? m.camera_on() : m.camera_off()}</Button>
          )}
          {help && microphone}
          {!call.sharing && call.window?.share}
        </>
      }
    >
      {!matched && (
        <p class="banner" role="alert">
          {m.unmatched_banner()}
        </p>
      )}
      {call.sharing && call.window?.banner}
      <LaterLine line={call.line} />
      <div class="call-both">
        <Pictures call={call} />
        {(!help || call.words.length > 0) && (
          <Words words={call.words}>
            {!help && <WordsForm draft={draft} onDraft={setDraft} onSay={call.actions.say} />}
          </Words>
        )}
      </div>
      <div class="call-facts">
        <div class="call-facts-words">
          <Holders holders={state.holders} left={state.left} />
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
        {help && <Button onPress={() => setAsked('write')}>{m.call_words_field()}</Button>}
      </div>
      {asked === 'end' && (
        <Dialog title={call.own === 'helper' ? m.leave_call() : m.end_call_title()} onClose={() => setAsked(undefined)}>
          <p>{call.own === 'helper' ? m.end_call_helper() : m.end_call_words()}</p>
          <Button kind="danger" onPress={call.actions.end}>
            {call.own === 'helper' ? m.leave_call() : m.end_call_yes()}
          </Button>
        </Dialog>
      )}
      {help && (
        <LaterWriteDialog
          open={asked === 'write'}
          words={call.words}
          draft={draft}
          onDraft={setDraft}
          onSay={call.actions.say}
          onClose={() => setAsked(undefined)}
        />
      )}
    </CallFrame>
  );
}
