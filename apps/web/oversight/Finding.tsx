import type { VerifyReport } from '#ledger';
import type { LogSummary } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { Notice } from '../ui/Notice.js';
import { STEP_MEANS, STEP_WORDS } from './step-words.js';

/** The result computed here: the steps that held, or the first that did not. */
export function Finding({ report, said }: { report: VerifyReport; said: LogSummary | undefined }) {
  const { finding } = report;
  const steps = report.steps.map(({ step }) => STEP_WORDS[step]()).join(', ');
  if (finding) {
    return (
      <Notice
        kind="bad"
        title={m.log_does_not_hold_at({ step: STEP_WORDS[finding.step]() })}
        code={`${finding.step} · ${finding.code}`}
        role="status"
      >
        <p>{m.log_finding({ file: finding.file ?? '–', entry: finding.entry ?? '–', byte: finding.byte ?? '–' })}</p>
        <p>{m.verify_means({ means: STEP_MEANS[finding.step]() })}</p>
        <p class="small" lang="en">
          {finding.message}
        </p>
        <p>{m.log_steps_held({ steps: steps || '–' })}</p>
      </Notice>
    );
  }
  if (said && report.size !== undefined && report.size < said.size) {
    return (
      <Notice kind="caution" title={m.log_smaller()} role="status">
        <p>{m.log_smaller_words({ size: report.size, said: said.size })}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="good" title={m.log_holds({ size: report.size ?? 0 })} role="status">
      <p>{m.log_steps_held({ steps })}</p>
      {said && <p>{m.log_holds_words()}</p>}
    </Notice>
  );
}
