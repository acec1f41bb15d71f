import { useState } from 'preact/hooks';
import type { CallProps } from './call-props.js';
import { Broken } from './Broken.js';
import { CallBetween } from './CallBetween.js';
import { Matching } from './Matching.js';
import { OnCall } from './OnCall.js';

/** The screen of a call state. `idle` and `ended` belong to the audience, not to the call. */
export function CallView({ call, zone }: { call: CallProps; zone: string }) {
  const { state } = call;
  // Outlives a lost line: nothing typed is lost.
  const draft = useState('');
  switch (state.name) {
    case 'unverified':
      return <Matching key={state.groups.join()} call={call} state={state} />;
    case 'sealed':
      return <OnCall call={call} state={state} draft={draft} matched />;
    case 'unmatched':
      return <OnCall call={call} state={state} draft={draft} matched={false} />;
    case 'broken':
      return <Broken call={call} code={state.code} />;
    default:
      return <CallBetween call={call} zone={zone} />;
  }
}
