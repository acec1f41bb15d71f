import type { MovementSlip } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords } from '../text/moments.js';
import { QrCode } from '../ui/QrCode.js';

/** Place, time, code: no lawyer's name, no case. */
export function Slip({ slip, zone }: { slip: MovementSlip; zone: string }) {
  return (
    <div class="slip stack">
      <p class="lead">
        {m.number_short({ number: slip.detainee })}
        {slip.wing && ` · ${m.wing()} ${slip.wing}`}
      </p>
      <p class="lead">
        {dayWords(dayOf(slip.from, zone))}, {clock(slip.from, zone)}–{clock(slip.to, zone)}
      </p>
      <p class="lead">{m.booth_named({ booth: slip.booth })}</p>
      <div class="row">
        <div>
          <p>{m.slip_code()}</p>
          <p class="big-code">
            {slip.code.slice(0, 4)} {slip.code.slice(4)}
          </p>
        </div>
        <QrCode text={slip.code} label={m.slip_qr()} />
      </div>
      <p class="small">{m.slip_words()}</p>
    </div>
  );
}
