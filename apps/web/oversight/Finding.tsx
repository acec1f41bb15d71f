import type { VerifyReport } from '#ledger';
import type { LogSummary } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { Notice } from '../ui/Notice.js';

/** The result computed here: the steps that held, or the first that did not. */
export function Finding({ report, said }: { report: VerifyReport; said: LogSummary | undefined }) {
  const { finding } = report;
  const steps = report.steps.map((step) => step.step).join(', ');
  if (finding) {
    return (
      <Notice kind="bad" title={m.log_does_not_hold()} code={`${finding.step} · ${finding.code}`} role="status">
        <p>{m.log_finding({ file: finding.file ?? '–', entry: finding.entry ?? '–', byte: finding.byte ?? '–' })}</p>
        <p lang="en">
          {finding.message}. {finding.means}
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
      <p>{m.log_holds_words()}</p>
    </Notice>
  );
}
