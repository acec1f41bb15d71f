import type { ApiFailure } from '../api/call-api.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { Button } from './Button.js';
import { Notice } from './Notice.js';

/** State *failed*: the sentence of the code, the code in small type, and a way to try again if there is one. */
export function Failed({ failure, onAgain }: { failure: ApiFailure; onAgain?: () => void }) {
  return (
    <Notice kind="bad" title={failureWords(failure.code)} code={m.code_line({ code: failure.code })} role="status">
      {onAgain && <Button onPress={onAgain}>{m.try_again()}</Button>}
    </Notice>
  );
}
