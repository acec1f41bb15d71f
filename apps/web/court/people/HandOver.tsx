import { useState } from 'preact/hooks';
import { CourtChoices, HearingHandedOver } from '#protocol';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { Working } from '../../ui/Working.js';
import type { CourtProps } from '../court-props.js';

/** For the clerk: another one has this hearing from then on, and it does not stop for it. */
export function HandOver({ court }: { court: CourtProps }) {
  const [open, setOpen] = useState(false);
  if (court.view.you.role !== 'clerk') return null;
  return (
    <>
      <Button off={court.lostSince !== undefined} onPress={() => setOpen(true)}>
        {m.court_hand_over()}
      </Button>
      {open && <HandOverDialog court={court} onClose={() => setOpen(false)} />}
    </>
  );
}

function HandOverDialog({ court: { view, lostSince }, onClose }: { court: CourtProps; onClose: () => void }) {
  const choices = useAnswer(() => ask(CourtChoices, 'GET', '/api/court/hearings/choices'), 0, []);
  const [clerk, setClerk] = useState('');
  const hand = useAction(async () => {
    await ask(HearingHandedOver, 'POST', `/api/court/hearings/${view.hearing}/hand-over`, { clerk });
    onClose();
  });
  const clerks = choices.value?.clerks ?? [];
  const name = clerks.find(({ id }) => id === clerk)?.name ?? '';
  return (
    <Dialog title={m.court_hand_over()} onClose={onClose}>
      <p>{m.court_hand_over_words()}</p>
      {choices.failure && <Failed failure={choices.failure} onAgain={choices.again} />}
      {!choices.value && !choices.failure && <Working what={m.starting()} />}
      {choices.value && clerks.length === 0 && <p>{m.court_hand_over_nobody()}</p>}
      {clerks.length > 0 && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (clerk !== '') hand.run();
          }}
        >
          {hand.failure && <Failed failure={hand.failure} />}
          <Field
            label={m.court_hand_over_to()}
            value={clerk}
            onInput={setClerk}
            placeholder={m.court_counsel_choose()}
            options={clerks.map((one) => ({ value: one.id, label: one.name }))}
          />
          <Button kind="danger" submit off={clerk === '' || hand.running || lostSince !== undefined}>
            {name === '' ? m.court_hand_over() : m.court_hand_over_named({ name })}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
