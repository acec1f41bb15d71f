import { useLayoutEffect } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';

interface NumberPadProps {
  onDigit: (digit: string) => void;
  onBack: () => void;
  onClear: () => void;
  label: string;
}

/** Ten digits, one back, clear. The digits of a keyboard work too, wherever the focus is. */
export function NumberPad({ onDigit, onBack, onClear, label }: NumberPadProps) {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement) return;
      if (/^\d$/.test(event.key)) onDigit(event.key);
      else if (event.key === 'Backspace') onBack();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onDigit, onBack]);
  return (
    <div class="pad" role="group" data-unspoken aria-label={label}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <button key={digit} type="button" class="pad-key" onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" class="pad-key pad-word" onClick={onClear}>
        {m.pad_clear()}
      </button>
      <button type="button" class="pad-key" onClick={() => onDigit('0')}>
        0
      </button>
      <button type="button" class="pad-key pad-word" onClick={onBack}>
        {m.pad_back()}
      </button>
    </div>
  );
}
