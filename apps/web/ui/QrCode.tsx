import { encode } from 'uqr';

interface QrCodeProps {
  text: string;
  label: string;
  /** For long texts, which need more room than a slip has. */
  large?: boolean;
}

/** A square to be scanned; beside a short text the same stands in letters. */
export function QrCode({ text, label, large = false }: QrCodeProps) {
  const { data, size } = encode(text, { border: 2 });
  const d = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg class={large ? 'large-qr' : 'slip-qr'} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={d} />
    </svg>
  );
}
