import { m } from '../generated/texts/messages.js';
import { Notice } from '../ui/Notice.js';
import { COMPLAINT_WORDS } from './complaint-words.js';
import type { Said } from './complaint-box.js';

/** Where a complaint is: on this device, with the facility, or in the log. Never says more than is so. */
export function SaidState({ said }: { said: Said }) {
  const words = COMPLAINT_WORDS[said.kind]();
  if (said.state === 'kept') {
    return (
      <Notice kind="caution" title={words} role="status">
        <p>{m.complaint_kept()}</p>
      </Notice>
    );
  }
  if (said.state === 'taken') {
    return (
      <Notice kind="unknown" title={words} role="status">
        <p>{m.complaint_taken()}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="good" title={words} role="status">
      <p>
        <span>{m.complaint_entered()}</span> <strong data-unspoken>{said.entry}</strong>
      </p>
    </Notice>
  );
}
