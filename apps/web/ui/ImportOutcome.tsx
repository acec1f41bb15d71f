import type { ImportProblem } from '#protocol';
import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { importProblemWords } from '../text/import-words.js';
import { Notice } from './Notice.js';

const MOST_SHOWN = 50;

export interface ImportOutcomeProps {
  kind: 'good' | 'caution' | 'bad';
  title: string;
  problems: readonly ImportProblem[];
  /** Above the problems. */
  children?: ComponentChildren;
}

/** What came of a list that was tried or saved, with every problem by line. */
export function ImportOutcome({ kind, title, problems, children }: ImportOutcomeProps) {
  return (
    <Notice kind={kind} title={title} role="status">
      {children}
      {problems.length > 0 && (
        <ul>
          {problems.slice(0, MOST_SHOWN).map((one) => (
            <li key={`${one.line} ${one.code} ${one.column ?? ''} ${one.value ?? ''}`}>{importProblemWords(one)}</li>
          ))}
          {problems.length > MOST_SHOWN && <li>{m.import_more({ count: problems.length - MOST_SHOWN })}</li>}
        </ul>
      )}
    </Notice>
  );
}
