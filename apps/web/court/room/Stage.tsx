import { m } from '../../generated/texts/messages.js';
import type { CourtProps } from '../court-props.js';
import { CourtTile } from './CourtTile.js';
import { seatsShown } from './seats-shown.js';

interface StageProps {
  court: CourtProps;
  layout: 'speaker' | 'gallery';
}

/** The faces: the floor, and who is pinned, large and the others in a strip, or all of one size. */
export function Stage({ court, layout }: StageProps) {
  const { large, small, main } = seatsShown(court.view, layout);
  // All in one row, so that hands are large enough to be read.
  const signed = layout === 'speaker' && court.view.people.some(({ signLanguage }) => signLanguage);
  const columns = large.length <= 3 ? large.length : large.length === 4 ? 2 : large.length <= 9 ? 3 : 4;
  return (
    <div class="court-stage">
      <ul class={`court-large ${signed ? 'court-signed' : `court-columns-${columns}`}`}>
        {large.map((seat) => (
          <CourtTile key={seat} court={court} seat={seat} main={main.includes(seat)} />
        ))}
      </ul>
      {small.length > 0 && (
        <ul class="court-strip" tabIndex={0} aria-label={m.court_tab_people()}>
          {small.map((seat) => (
            <CourtTile key={seat} court={court} seat={seat} main={false} />
          ))}
        </ul>
      )}
    </div>
  );
}
