import type { SealMark } from '#protocol';
import { sealWords } from '../text/seal-words.js';

const RINGS: Readonly<Record<SealMark, preact.JSX.Element>> = {
  checking: <circle class="seal-line" cx="16" cy="16" r="12" stroke-dasharray="1.5 5" stroke-linecap="round" />,
  ready: <circle class="seal-line" cx="16" cy="16" r="12" />,
  'not-verified': (
    <>
      <circle class="seal-line" cx="16" cy="16" r="12" stroke-dasharray="7 4" />
      <path class="seal-line" d="M12.5 13a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1-1.5 2.3M16 21.5v1" />
    </>
  ),
  sealed: (
    <>
      <circle class="seal-line" cx="16" cy="16" r="13.5" />
      <circle class="seal-line seal-thin" cx="16" cy="16" r="9.5" />
      <path class="seal-line" d="M11.8 16.2l3 3 5.6-6.4" />
    </>
  ),
  reconnecting: (
    <>
      <path class="seal-line" d="M22 5.6A12 12 0 1 0 26.4 10" />
      <path class="seal-line" d="M10.5 16h.1M16 16h.1M21.5 16h.1" stroke-linecap="round" />
    </>
  ),
  broken: (
    <>
      <path class="seal-line" d="M4.5 18A12 12 0 0 0 27.5 18M27.5 14A12 12 0 0 0 4.5 14" />
      <path class="seal-line" d="M11.5 11.5l9 9M20.5 11.5l-9 9" />
    </>
  ),
  closed: (
    <>
      <rect class="seal-line" x="4" y="4" width="24" height="24" />
      <path class="seal-line" d="M9 16h14" />
    </>
  ),
};

const TONES: Readonly<Record<SealMark, string>> = {
  checking: 'unknown',
  ready: 'unknown',
  'not-verified': 'caution',
  sealed: 'good',
  reconnecting: 'caution',
  broken: 'bad',
  closed: 'unknown',
};

/** Mark and words of a seal state; colour only repeats them. */
export function SealBadge({ mark }: { mark: SealMark }) {
  return (
    <span class={`seal seal-${TONES[mark]}`}>
      <svg class="seal-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        {RINGS[mark]}
      </svg>
      <span>{sealWords(mark)}</span>
    </span>
  );
}
