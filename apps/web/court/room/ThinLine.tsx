import { m } from '../../generated/texts/messages.js';
import type { CourtProps } from '../court-props.js';

/** One plain sentence on what the own line does to the pictures, and that sound is not touched. */
export function ThinLine({ court: { media } }: { court: CourtProps }) {
  return (
    <p class="court-told" role="status">
      {media.line.still.size > 0 && m.court_line_thin()}
    </p>
  );
}
