import { KeptOpenings, type KeptOpening, type VerifyStep } from '#ledger';
import { type ReadLog, readLog } from '../oversight/read-log.js';
import type { ChosenFolder } from './chosen-folder.js';

/** What the check of a folder found. `pinned`: the key came from the person, not from the folder. */
export interface CheckedFolder {
  readonly log: ReadLog;
  readonly pinned: boolean;
  readonly milliseconds: number;
  /** None where they were not those of their entries. */
  readonly openings: readonly KeptOpening[];
}

/** Checks the log against the key that the person holds; with none, against the one in the folder. */
export async function checkFolder(
  folder: ChosenFolder,
  key: string,
  onStep: (step: VerifyStep) => void,
): Promise<CheckedFolder> {
  const began = performance.now();
  const { openings } = folder;
  const pinned = key !== '';
  const log = await readLog(folder.log, pinned ? key : (folder.foundKey ?? ''), {
    onStep,
    ...(openings !== undefined && { openings }),
  });
  const checked = log.report.steps.some(({ step }) => step === 'openings');
  const kept = checked && openings !== undefined ? KeptOpenings.parse(JSON.parse(openings)).openings : [];
  return { log, pinned, milliseconds: performance.now() - began, openings: kept };
}
