import { RETRIABLE, type BrokenCode } from '#calling';
import { m } from '../generated/texts/messages.js';
import { brokenWords } from '../text/broken-words.js';
import { Button } from '../ui/Button.js';
import { CallFrame } from './CallFrame.js';
import type { CallProps } from './call-props.js';

/** The whole screen: what happened, what is safe, what to do. */
export function Broken({ call, code }: { call: CallProps; code: BrokenCode }) {
  const main = RETRIABLE.has(code) ? (
    <Button kind="main" onPress={call.actions.again}>
      {m.try_again()}
    </Button>
  ) : (
    <Button kind="main" onPress={call.actions.leave}>
      {m.finish()}
    </Button>
  );
  return (
    <CallFrame
      call={call}
      title={brokenWords(code)}
      main={main}
      other={RETRIABLE.has(code) && <Button onPress={call.actions.leave}>{m.finish()}</Button>}
    >
      <div class="stripes" aria-hidden="true" />
      <p class="lead">{m.broken_safe()}</p>
      <p>{call.own === 'booth' ? m.broken_todo_booth() : m.broken_todo_attorney()}</p>
      <p class="small" data-unspoken>
        {m.code_line({ code })}
      </p>
    </CallFrame>
  );
}
