import type { VerifyStep } from '#ledger';
import { m } from '../generated/texts/messages.js';

/** A step of the check, as a noun. */
export const STEP_WORDS: Readonly<Record<VerifyStep, () => string>> = {
  key: m.step_key,
  checkpoint: m.step_checkpoint,
  files: m.step_files,
  entries: m.step_entries,
  tree: m.step_tree,
  leaves: m.step_leaves,
  receipts: m.step_receipts,
  openings: m.step_openings,
};

/** What it would mean, if it is no accident, that a step fails: `MEANINGS` of #ledger in the language of the page. */
export const STEP_MEANS: Readonly<Record<VerifyStep, () => string>> = {
  key: m.means_key,
  checkpoint: m.means_checkpoint,
  files: m.means_files,
  entries: m.means_entries,
  tree: m.means_tree,
  leaves: m.means_leaves,
  receipts: m.means_receipts,
  openings: m.means_openings,
};
