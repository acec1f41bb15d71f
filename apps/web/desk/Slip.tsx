import type { MovementSlip } from '#protocol';
import { encode } from 'uqr';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords } from '../text/moments.js';

function qrPath(text: string): { d: string; size: number } {
  const { data, size } = encode(text, { border: 2 });
  const d = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { d, size };
}

/** Place, time, code: no lawyer's name, no case. */
export function Slip({ slip, zone }: { slip: MovementSlip; zone: string }) {
  const qr = qrPath(slip.code);
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
        <svg class="slip-qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={m.slip_qr()}>
          <path d={qr.d} />
        </svg>
      </div>
      <p class="small">{m.slip_words()}</p>
    </div>
  );
}
