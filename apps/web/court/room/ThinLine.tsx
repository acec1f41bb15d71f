import { m } from '../../generated/texts/messages.js';
import type { CourtProps } from '../court-props.js';

/** One plain sentence on why pictures are missing. Not whether line or device is too slow for them: that is not known. */
export function ThinLine({ court: { media } }: { court: CourtProps }) {
  return (
    <p class="court-told" role="status">
      {media.line.still.size > 0 && m.court_line_thin()}
    </p>
  );
}
