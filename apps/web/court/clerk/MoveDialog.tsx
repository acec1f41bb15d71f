import { HearingRow } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { failureWords } from '../../text/failure-words.js';
import { dayWords } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { MoveChanges } from './MoveChanges.js';
import { movedProblem, movedTo, typedTime, type TypedTime } from './moved-typed.js';

interface MoveDialogProps {
  /** As it was when the dialog was opened. */
  hearing: HearingRow;
  zone: string;
  onMoved: (hearing: HearingRow) => void;
  onClose: () => void;
}

/** Another time for a hearing that has not begun. A refusal stands beside its field; what was typed stays. */
export function MoveDialog({ hearing, zone, onMoved, onClose }: MoveDialogProps) {
  const before = typedTime(hearing, zone);
  const [typed, setTyped] = useState(before);
  const wish = readable(typed, zone);
  const isSame = wish !== undefined && wish.from === hearing.from && wish.to === hearing.to;
  const move = useAction(async () => {
    if (isSame) return;
    onMoved(await ask(HearingRow, 'POST', `/api/court/hearings/${hearing.id}/move`, movedTo(typed, zone)));
  });
  const { failure } = move;
  const place = failure && movedProblem(failure);
  const field = (name: keyof TypedTime) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((was) => ({ ...was, [name]: value })),
    problem: failure && place === name ? failureWords(failure.code) : undefined,
  });
  return (
    <Dialog title={m.court_move_named({ number: hearing.caseNumber })} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          move.run();
        }}
      >
        {failure && place === undefined && <Failed failure={failure} />}
        <p class="small">{m.times_hint({ day: dayWords(typed.day || before.day) })}</p>
        <div class="row form-times">
          <Field label={m.date()} {...field('day')} type="date" />
          <Field label={m.from()} {...field('from')} maxLength={5} placeholder="10:30" />
          <Field label={m.to()} {...field('to')} maxLength={5} placeholder="12:00" />
        </div>
        <MoveChanges hearing={hearing} to={isSame ? undefined : wish} zone={zone} />
        <div class="row">
          <Button kind="main" submit off={move.running}>
            {move.running ? m.saving() : m.court_move_save()}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Undefined while it is no time. */
function readable(typed: TypedTime, zone: string) {
  try {
    return movedTo(typed, zone);
  } catch {
    return undefined;
  }
}
