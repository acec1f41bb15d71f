import { m } from '../generated/texts/messages.js';

/** `checked`: this page computed it; otherwise it is only what the server says. */
export function ProofMark({ entered, checked }: { entered: boolean; checked: boolean | undefined }) {
  return (
    <span class="proof">
      <svg class="proof-mark" viewBox="0 0 12 20" aria-hidden="true" focusable="false">
        <rect class={entered ? 'proof-full' : 'proof-outline'} x="3" y="2" width="6" height="16" />
      </svg>
      <span>
        {entered ? m.proof_entered() : m.proof_not_in_log()}
        <span class="small"> · {checked ? m.checked_here() : m.server_says()}</span>
      </span>
    </span>
  );
}
