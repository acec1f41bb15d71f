import type { ReceiptVerdict } from './check-receipt-file.js';

/**
 * What a receipt that holds does not show, in words; nothing when it is whole. Whoever hands it on may have left that out: no
 * signature covers the list of what there is.
 */
export function missingFrom({ check, kind }: Pick<ReceiptVerdict, 'check' | 'kind'>): string[] {
  if (!check.ok) return [];
  const missing = check.unmet.notHeard.map(
    (label) => `This device did not get the verdict of ${label}, which the log has.`,
  );
  if (kind === 'code' || !('rounds' in check)) return missing;
  if (!check.closed) missing.push('The end of the session is not among its entries.');
  if (check.rounds.length === 0)
    missing.push('This device saw no handshake to its end: whose keys these were is not shown.');
  if (check.unopened.length > 0) missing.push(`What lies under entries ${check.unopened.join(', ')} is not shown.`);
  return missing;
}

/** 0 all whole, 1 something does not hold, 3 all hold and something is missing. */
export const exitCodeOf = (receipts: readonly ReceiptVerdict[]): number =>
  receipts.some(({ check }) => !check.ok) ? 1 : receipts.some((one) => missingFrom(one).length > 0) ? 3 : 0;
