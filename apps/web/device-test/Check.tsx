import type { ComponentChildren } from 'preact';
import { findingWords, NAMES, STATES } from './check-words.js';
import type { CheckName, CheckState, DeviceFacts } from './device-checks.js';

interface CheckProps {
  name: CheckName;
  state: CheckState;
  facts: DeviceFacts;
  children?: ComponentChildren;
}

/** One part: what it is, how it stands in word and shape, what was found or is to be changed. */
export function Check({ name, state, facts, children }: CheckProps) {
  const { shape, words } = STATES[state];
  return (
    <li class={`check check-${state}`}>
      <span class="check-shape" aria-hidden="true">
        {shape}
      </span>
      <div class="stack">
        <h2 class="lead">
          {NAMES[name]()}: <span role="status">{words()}</span>
        </h2>
        {findingWords(name, state, facts).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {children}
      </div>
    </li>
  );
}
