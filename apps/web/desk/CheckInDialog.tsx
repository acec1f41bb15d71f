import { DeskBooking } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Notice } from '../ui/Notice.js';
import { NumberPad } from '../ui/NumberPad.js';
import { BookingFacts } from './BookingFacts.js';

const DIGITS = 8;

interface CheckInDialogProps {
  zone: string;
  onClose: () => void;
  onAdmitted: () => void;
}

/** A person is at the door with a slip: whose is it, and let them in. Digits stay after a refusal. */
export function CheckInDialog({ zone, onClose, onAdmitted }: CheckInDialogProps) {
  const [code, setCode] = useState('');
  const [found, setFound] = useState<DeskBooking>();
  const find = useAction(async () => setFound(await ask(DeskBooking, 'POST', '/api/desk/check-in', { code })));
  const admit = useAction(async (id: string) => {
    setFound(await ask(DeskBooking, 'POST', `/api/desk/bookings/${id}/admit`));
    onAdmitted();
  });
  const failure = find.failure ?? admit.failure;
  const another = () => {
    setFound(undefined);
    setCode('');
  };
  return (
    <Dialog title={m.check_in_title()} onClose={onClose}>
      {failure && <Failed failure={failure} />}
      {found ? (
        <>
          {found.state !== 'confirmed' && (
            <Notice kind="good" title={m.check_in_done({ booth: found.booth })} role="status">
              <p>{m.check_in_done_words()}</p>
            </Notice>
          )}
          <BookingFacts booking={found} zone={zone} />
          <div class="row">
            {found.state === 'confirmed' && (
              <Button kind="main" onPress={() => admit.run(found.id)} off={admit.running}>
                {m.admit()}
              </Button>
            )}
            <Button onPress={another}>{m.check_in_other()}</Button>
          </div>
        </>
      ) : (
        <>
          <p>{m.check_in_words()}</p>
          <p class="big-code check-in-code" role="status" aria-label={m.check_in_digits()}>
            {code.slice(0, 4).padEnd(4, '·')} {code.slice(4).padEnd(4, '·')}
          </p>
          <NumberPad
            label={m.check_in_digits()}
            onDigit={(digit) => setCode((before) => (before + digit).slice(0, DIGITS))}
            onBack={() => setCode((before) => before.slice(0, -1))}
            onClear={() => setCode('')}
          />
          <Button kind="main" onPress={() => find.run()} off={code.length < DIGITS || find.running}>
            {find.running ? m.check_in_searching() : m.check_in_find()}
          </Button>
        </>
      )}
    </Dialog>
  );
}
