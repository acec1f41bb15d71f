import { MAX_LIST } from '#protocol';
import { useState } from 'preact/hooks';
import type { Action } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from './Button.js';
import { Failed } from './Failed.js';
import { ImportOutcome, type ImportOutcomeProps } from './ImportOutcome.js';
import { Notice } from './Notice.js';

interface ImportStepsProps {
  /** Of the file's input. */
  label: string;
  accept: string;
  onFile: (text: string, name: string) => void;
  isChosen: boolean;
  /** Run with false: tried without saving; with true: saved. */
  bring: Action<boolean>;
  outcome: ImportOutcomeProps | undefined;
  /** Of the button that saves; absent while there is nothing that could be. */
  save: string | undefined;
}

/** A list is chosen, tried without saving, and then saved; what is wrong is said by line. */
export function ImportSteps({ label, accept, onFile, isChosen, bring, outcome, save }: ImportStepsProps) {
  const [isLarge, setLarge] = useState(false);
  const take = async (file: File | undefined) => {
    const text = file !== undefined && file.size <= MAX_LIST * 3 ? await file.text() : undefined;
    const fits = text !== undefined && text.length <= MAX_LIST;
    setLarge(file !== undefined && !fits);
    onFile(fits ? text : '', file?.name ?? '');
  };
  return (
    <>
      <label class="field">
        <span>{label}</span>
        <input
          type="file"
          accept={accept}
          onChange={(event) => void take((event.currentTarget as HTMLInputElement).files?.[0])}
        />
      </label>
      {isLarge && <Notice kind="bad" title={m.import_too_large()} role="status" />}
      {bring.failure && <Failed failure={bring.failure} />}
      {outcome && <ImportOutcome {...outcome} />}
      <div class="row">
        <Button
          kind={save === undefined ? 'main' : 'quiet'}
          onPress={() => bring.run(false)}
          off={!isChosen || bring.running}
        >
          {m.import_try()}
        </Button>
        {save !== undefined && (
          <Button kind="main" onPress={() => bring.run(true)} off={bring.running}>
            {save}
          </Button>
        )}
      </div>
    </>
  );
}
