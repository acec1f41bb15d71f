import { MovementSlip, type DeskBooking } from '#protocol';
import { useState } from 'preact/hooks';
import { ask, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { BookingFacts } from './BookingFacts.js';
import { BookingForm } from './BookingForm.js';
import { EndBooking } from './EndBooking.js';
import { MoveBooth } from './MoveBooth.js';
import { PrintedSlips } from './PrintedSlips.js';

interface BookingPanelProps {
  booking: DeskBooking;
  booths: readonly string[];
  zone: string;
  onClose: () => void;
  onChanged: () => void;
}

/** Act on one booking: no sound, no picture. What ends it stands apart and names it. */
export function BookingPanel({ booking, booths, zone, onClose, onChanged }: BookingPanelProps) {
  const [slip, setSlip] = useState<MovementSlip>();
  const [amending, setAmending] = useState(false);
  const path = `/api/desk/bookings/${booking.id}`;
  const admit = useAction(async () => {
    await send('POST', `${path}/admit`);
    onChanged();
  });
  const print = useAction(async (id: string) =>
    setSlip(await ask(MovementSlip, 'POST', `/api/desk/bookings/${id}/slip`)),
  );
  const done = () => {
    onChanged();
    onClose();
  };
  const before = booking.state === 'confirmed' || booking.state === 'admitted';
  const failure = admit.failure ?? print.failure;
  const moved = (now: DeskBooking) => {
    onChanged();
    // Who was in the other booth needs the slip of the new one.
    if (now.id === booking.id) onClose();
    else print.run(now.id);
  };
  if (slip) return <PrintedSlips slips={[slip]} zone={zone} onClose={() => setSlip(undefined)} />;
  if (amending) {
    const close = () => setAmending(false);
    return (
      <BookingForm date={dayOf(booking.from, zone)} zone={zone} booking={booking} onClose={close} onSaved={done} />
    );
  }
  return (
    <Dialog title={m.panel_title({ time: clock(booking.from, zone), booth: booking.booth })} onClose={onClose}>
      {failure && <Failed failure={failure} />}
      <BookingFacts booking={booking} zone={zone} />
      {booking.state === 'confirmed' && (
        <div class="row">
          <Button kind="main" onPress={() => admit.run()} off={admit.running}>
            {m.admit()}
          </Button>
          <p class="small">{m.admit_words()}</p>
        </div>
      )}
      {before && (
        <div class="row">
          <Button onPress={() => print.run(booking.id)} off={print.running}>
            {m.make_slip()}
          </Button>
          <p class="small">{m.make_slip_words()}</p>
        </div>
      )}
      {booking.state === 'confirmed' && <Button onPress={() => setAmending(true)}>{m.amend()}</Button>}
      {(before || booking.state === 'in-session') && (
        <>
          <MoveBooth booking={booking} booths={booths} zone={zone} onMoved={moved} />
          <EndBooking booking={booking} zone={zone} onEnded={done} />
        </>
      )}
    </Dialog>
  );
}
