import { ConsultationRequest, DeskChoices } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { WishForm } from '../requests/WishForm.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import type { Shift } from './DeskPage.js';

/** The desk asks for somebody, for example by telephone. */
export function RequestForm({ shift, onClose, onSaved }: { shift: Shift; onClose: () => void; onSaved: () => void }) {
  const choices = useAnswer(() => ask(DeskChoices, 'GET', '/api/desk/choices'), 0, []);
  return (
    <Dialog title={m.request_new_title()} onClose={onClose}>
      {choices.failure && <Failed failure={choices.failure} onAgain={choices.again} />}
      <WishForm
        detainees={choices.value?.detainees ?? []}
        attorneys={choices.value?.attorneys ?? []}
        now={() => shift.clock.now()}
        zone={shift.facility.zone}
        onSend={async (wish, attorney) => {
          await ask(ConsultationRequest, 'POST', '/api/desk/requests', { ...wish, attorney });
          onSaved();
        }}
      />
    </Dialog>
  );
}
