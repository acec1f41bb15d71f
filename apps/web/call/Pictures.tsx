import { m } from '../generated/texts/messages.js';
import type { CallProps } from './call-props.js';
import { Picture } from './Picture.js';

/** The others large, whole and never cropped; oneself, or the own window, small, or one of four. A window shown here has the place alone. */
export function Pictures({ call }: { call: CallProps }) {
  const { remotes, preview, sharing, isWindow, line } = call;
  const none = line?.take.video === 'off';
  const shown = remotes.some(({ place }) => isWindow(place));
  return (
    <div class={`pictures pictures-${remotes.length}`}>
      <p class="unseen" role="status">
        {shown && m.window_shown_here()}
      </p>
      {remotes.length === 0 && <p class="picture-none lead">{m.no_picture_yet()}</p>}
      {remotes.map(({ place, stream, label, silent }) => {
        const name = isWindow(place) ? m.window_shown_by({ label }) : label;
        return (
          <Picture
            key={place}
            stream={stream}
            label={silent ? m.picture_silent({ label }) : name}
            covered={silent || none}
          />
        );
      })}
      {sharing && <Picture key="window" stream={sharing} label={m.window_own()} small />}
      {!sharing && !shown && preview && (
        <Picture key="own" stream={preview} label={m.yourself()} small={remotes.length < 3} />
      )}
    </div>
  );
}
