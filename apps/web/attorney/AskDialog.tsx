import { AttorneyClients, ConsultationRequest } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { WishForm } from '../requests/WishForm.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';

interface AskDialogProps {
  now: () => number;
  zone: string;
  onClose: () => void;
  onAsked: () => void;
}

/** An attorney asks for time with one of the own clients. */
export function AskDialog({ now, zone, onClose, onAsked }: AskDialogProps) {
  const clients = useAnswer(() => ask(AttorneyClients, 'GET', '/api/attorney/clients'), 0, []);
  return (
    <Dialog title={m.request_new_title()} onClose={onClose}>
      {clients.failure && <Failed failure={clients.failure} onAgain={clients.again} />}
      {!clients.value && !clients.failure && <Working what={m.requests_loading()} />}
      {clients.value?.clients.length === 0 && <p class="lead">{m.no_clients()}</p>}
      {clients.value && clients.value.clients.length > 0 && (
        <WishForm
          detainees={clients.value.clients.map(({ number }) => number)}
          colleagues={clients.value.colleagues}
          now={now}
          zone={zone}
          onSend={async (wish) => {
            await ask(ConsultationRequest, 'POST', '/api/attorney/requests', wish);
            onAsked();
          }}
        />
      )}
    </Dialog>
  );
}
