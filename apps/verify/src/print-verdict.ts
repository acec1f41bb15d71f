import type { Verdict } from './verify-command.js';

/** The report for people. */
export function printVerdict({ report, vkey, pinned }: Omit<Verdict, 'source'>): string {
  const lines: string[] = [];
  if (!pinned) {
    lines.push(
      'note     The key came with the log, so this shows that the log is consistent, not whose it is.',
      '         To pin it, get the key from a place you trust and say:',
      `         --vkey '${vkey.trim().replace(/[^\x21-\x7e]/g, '?')}'`,
    );
  }
  for (const { step, text } of report.steps) lines.push(`holds    ${step.padEnd(11)} ${text}`);
  const { finding } = report;
  if (finding === undefined) {
    lines.push('', `VERIFIED ${report.origin}: ${report.size} entries, root ${report.root}`);
  } else {
    const where = [
      finding.file === undefined ? '' : `file ${finding.file}`,
      finding.entry === undefined ? '' : `entry ${finding.entry}`,
      finding.byte === undefined ? '' : `byte ${finding.byte}`,
    ].filter((part) => part !== '');
    lines.push(`FAILS    ${finding.step.padEnd(11)} ${finding.message} (${finding.code})`);
    if (where.length > 0) lines.push(`         where       ${where.join(', ')}`);
    lines.push(
      `         means       ${finding.means}`,
      '',
      'NOT VERIFIED: the first failing step is shown, later ones were not looked at.',
    );
  }
  return `${lines.join('\n')}\n`;
}
