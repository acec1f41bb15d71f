import { VERIFY_STEPS, type VerifyStep } from '#ledger';
import { m } from '../generated/texts/messages.js';
import { STEP_WORDS } from '../oversight/step-words.js';

interface StepListProps {
  held: readonly VerifyStep[];
  failed: VerifyStep | undefined;
  running: boolean;
  /** The folder has openings to check. */
  openings: boolean;
}

const STATES = {
  held: { shape: '✓', kind: 'good', words: m.step_held },
  failed: { shape: '✕', kind: 'failed', words: m.step_failed },
  running: { shape: '…', kind: 'waits', words: m.step_running },
  'not-looked-at': { shape: '–', kind: 'waits', words: m.step_not_looked_at },
} as const;

/** The steps as they run, each with its state in word and shape. */
export function StepList({ held, failed, running, openings }: StepListProps) {
  const steps = VERIFY_STEPS.filter((step) => step !== 'receipts' && (openings || step !== 'openings'));
  const now = running ? steps.find((step) => !held.includes(step)) : undefined;
  const stateOf = (step: VerifyStep): keyof typeof STATES =>
    held.includes(step) ? 'held' : step === failed ? 'failed' : step === now ? 'running' : 'not-looked-at';
  return (
    <ol class="checks checks-close">
      {steps.map((step) => {
        const { shape, kind, words } = STATES[stateOf(step)];
        return (
          <li key={step} class={`check check-${kind}`}>
            <span class="check-shape" aria-hidden="true">
              {shape}
            </span>
            <p>
              <strong>{STEP_WORDS[step]()}</strong>: {words()}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
