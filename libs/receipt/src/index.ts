export { ReceiptError, type ReceiptErrorCode } from './receipt-error.js';
export type { CheckedRound, SeenParty, SeenTranscript } from './check-round.js';
export type { SessionEntry, Unmet } from './compare-verdicts.js';
export { checkReceipt, type ReceiptCheck } from './check-receipt.js';
export { enteredVerdict } from './entered-verdict.js';
export { findSession, type CodeCheck } from './find-session.js';
export { readReceiptCode, receiptCode } from './receipt-code.js';
