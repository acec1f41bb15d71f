import { MovementSlip, type CompletionCode, type DeskBooking } from '#protocol';
import { useState } from 'preact/hooks';
import { ask, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { bookingStateWords } from '../text/booking-state-words.js';
import { completionWords } from '../text/completion-words.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { SealBadge } from '../ui/SealBadge.js';
import { Slip } from './Slip.js';

interface BookingPanelProps {
  booking: DeskBooking;
  zone: string;
  onClose: () => void;
  onChanged: () => void;
}

const END_REASONS: readonly CompletionCode[] = ['ended-by-staff', 'booth-not-safe', 'link-lost', 'refused'];
const CANCEL_REASONS: readonly CompletionCode[] = ['ended-by-staff', 'refused', 'no-show', 'booth-not-safe'];

/** Act on one booking: no sound, no picture. What ends it stands apart and names it. */
export function BookingPanel({ booking, zone, onClose, onChanged }: BookingPanelProps) {
  const [slip, setSlip] = useState<MovementSlip>();
  const [reason, setReason] = useState('');
  const path = `/api/desk/bookings/${booking.id}`;
  const admit = useAction(async () => {
    await send('POST', `${path}/admit`);
    onChanged();
  });
  const print = useAction(async () => setSlip(await ask(MovementSlip, 'POST', `${path}/slip`)));
  const running = booking.state === 'in-session' || booking.state === 'admitted';
  const open = running || booking.state === 'confirmed';
  const end = useAction(async () => {
    await send('POST', `${path}/${booking.state === 'in-session' ? 'end' : 'cancel'}`, { code: reason });
    onChanged();
    onClose();
  });
  const named = { time: clock(booking.from, zone), booth: booking.booth };
  const failure = admit.failure ?? print.failure ?? end.failure;
  if (slip) return <Slip slip={slip} zone={zone} onClose={() => setSlip(undefined)} />;
  const reasons = booking.state === 'in-session' ? END_REASONS : CANCEL_REASONS;
  return (
    <Dialog title={m.panel_title(named)} onClose={onClose}>
      {failure && <Failed failure={failure} />}
      <dl class="facts">
        <dt>{m.detainee_number()}</dt>
        <dd>{booking.detainee}</dd>
        <dt>{m.attorney()}</dt>
        <dd>{booking.attorney.name}</dd>
        <dt>{m.time()}</dt>
        <dd>
          {clock(booking.from, zone)}–{clock(booking.to, zone)}
        </dd>
        <dt>{m.state()}</dt>
        <dd>
          {bookingStateWords(booking.state)} {booking.completion && completionWords(booking.completion)}
        </dd>
        <dt>{m.seal()}</dt>
        <dd>
          <SealBadge mark={booking.mark} />
        </dd>
        <dt>{m.present()}</dt>
        <dd>
          {m.booth()}: {booking.present.kiosk ? m.yes() : m.no()} · {m.attorney()}:{' '}
          {booking.present.attorney ? m.yes() : m.no()}
        </dd>
      </dl>
      {booking.state === 'confirmed' && (
        <div class="row">
          <Button kind="main" onPress={() => admit.run()} off={admit.running}>
            {m.admit()}
          </Button>
          <p class="small">{m.admit_words()}</p>
        </div>
      )}
      {open && booking.state !== 'in-session' && (
        <div class="row">
          <Button onPress={() => print.run()} off={print.running}>
            {m.make_slip()}
          </Button>
          <p class="small">{m.make_slip_words()}</p>
        </div>
      )}
      {open && (
        <div class="apart-below stack">
          <Field
            label={m.reason()}
            value={reason}
            onInput={setReason}
            placeholder={m.choose_reason()}
            options={reasons.map((code) => ({ value: code, label: completionWords(code) }))}
          />
          <Button kind="danger" onPress={() => end.run()} off={reason === '' || end.running}>
            {booking.state === 'in-session' ? m.end_named(named) : m.cancel_named(named)}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
