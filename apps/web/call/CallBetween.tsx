import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Working } from '../ui/Working.js';
import { CallFrame } from './CallFrame.js';
import type { CallProps } from './call-props.js';

const WAIT = { booth: m.wait_lawyer, attorney: m.wait_booth, helper: m.wait_both } as const;

/** States in which a person waits: for devices, for the other party, for keys, for the line, for the other's answer. */
export function CallBetween({ call, zone }: { call: CallProps; zone: string }) {
  const { state, own } = call;
  const other = <Button onPress={call.actions.end}>{own === 'booth' ? m.leave_booth_call() : m.leave_call()}</Button>;
  if (state.name === 'waiting' && state.gone) {
    return (
      <CallFrame call={call} title={m.call_gone()} other={other}>
        <p class="lead">{m.call_gone_since({ time: clock(call.since, zone) })}</p>
        <p>{m.call_gone_words()}</p>
      </CallFrame>
    );
  }
  if (state.name === 'waiting') {
    return (
      <CallFrame call={call} title={WAIT[own]()} other={other}>
        <p class="lead">{m.waiting_since({ time: clock(call.since, zone) })}</p>
        <p>{own === 'booth' ? m.wait_lawyer_words() : m.wait_booth_words({ booth: call.booth })}</p>
      </CallFrame>
    );
  }
  if (state.name === 'matched-here') {
    return (
      <CallFrame call={call} title={m.matched_here()} other={other}>
        <Working key="matched" what={m.waiting_for_others()} />
        <p>{m.matched_here_words()}</p>
      </CallFrame>
    );
  }
  if (state.name === 'reconnecting') {
    return (
      <CallFrame call={call} title={m.reconnecting_title()} other={other}>
        <Working key="line" what={m.reconnecting_what()} />
        <p>{m.reconnecting_words({ time: clock(state.since, zone) })}</p>
      </CallFrame>
    );
  }
  if (state.name === 'asking-devices') {
    return (
      <CallFrame call={call} title={m.asking_devices()} other={other}>
        <p class="lead">{own === 'booth' ? m.asking_devices_booth() : m.asking_devices_words()}</p>
      </CallFrame>
    );
  }
  return (
    <CallFrame call={call} title={m.connecting_title()} other={other}>
      <Working
        key="keys"
        what={state.name === 'keying' ? m.keying_what({ attempt: state.attempt }) : m.connecting_what()}
      />
      <p>{m.nothing_sent_yet()}</p>
    </CallFrame>
  );
}
