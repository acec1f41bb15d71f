import { m } from '../../generated/texts/messages.js';
import { lineWords } from '../../text/line-words.js';
import type { CourtProps } from '../court-props.js';

/**
 * One plain sentence on why pictures are missing or small. Of the building's line it is known why; not whether a line elsewhere
 * or a device is too slow for them.
 */
export function ThinLine({ court: { media } }: { court: CourtProps }) {
  const told = media.cap && lineWords(media.cap);
  return (
    <p class="court-told" role="status">
      {told ?? (media.line.still.size > 0 && m.court_line_thin())}
    </p>
  );
}
