import { useContext, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import type { ComplaintBox } from './complaint-box.js';
import { ComplaintForm } from './ComplaintForm.js';
import { OwnComplaints } from './own-complaints.js';
import { useSaid } from './use-said.js';

/** Wherever an attorney or interpreter may want to complain; in a call it goes on under the dialog. */
export function ComplaintButton({ booking }: { booking?: string }) {
  const box = useContext(OwnComplaints);
  return box && <Complain box={box} booking={booking} />;
}

function Complain({ box, booking }: { box: ComplaintBox; booking: string | undefined }) {
  const [open, setOpen] = useState(false);
  const kept = useSaid(box).filter(({ state }) => state === 'kept').length;
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        {kept > 0 ? m.complaint_open_kept({ count: kept }) : m.complaint_open()}
      </Button>
      {open && (
        <Dialog title={m.complaint_open()} onClose={() => setOpen(false)}>
          <ComplaintForm box={box} booking={booking} earlier />
        </Dialog>
      )}
    </>
  );
}
