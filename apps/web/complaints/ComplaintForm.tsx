import { ComplaintKind } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import type { ComplaintBox } from './complaint-box.js';
import { COMPLAINT_WORDS } from './complaint-words.js';
import { SaidState } from './SaidState.js';
import { useSaid } from './use-said.js';

interface ComplaintFormProps {
  box: ComplaintBox;
  /** What it is about, if about a session. */
  booking: string | undefined;
  /** Shows what was said before as well: not where several people use one device. */
  earlier?: boolean;
}

/** Two sentences to choose from, and below each where it is. Nothing is typed: nobody is named. */
export function ComplaintForm({ box, booking, earlier = false }: ComplaintFormProps) {
  const [own, setOwn] = useState<readonly string[]>([]);
  const said = useSaid(box).filter((one) => own.includes(one.id) || (earlier && one.booking === booking));
  return (
    <>
      <p>{m.complaint_words()}</p>
      {ComplaintKind.options.map((kind) => {
        const last = said.findLast((one) => one.kind === kind);
        return last && last.state !== 'entered' ? (
          <SaidState key={kind} said={last} />
        ) : (
          <div key={kind} class="stack">
            {last && <SaidState said={last} />}
            <Button wide onPress={() => setOwn([...own, box.say(kind, booking)])}>
              {COMPLAINT_WORDS[kind]()}
            </Button>
          </div>
        );
      })}
      <p class="small">{m.complaint_for_good()}</p>
    </>
  );
}
