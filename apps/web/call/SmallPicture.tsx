import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import type { CallProps } from './call-props.js';
import { Picture } from './Picture.js';

/** For people who sign: the own picture goes to the other side while the numbers are compared, and theirs is shown. */
export function SmallPicture({ call }: { call: CallProps }) {
  const [on, set] = useState(false);
  const { showVideoWhileMatching } = call.actions;
  useEffect(() => {
    if (!on) return undefined;
    showVideoWhileMatching(true);
    return () => showVideoWhileMatching(false);
  }, [on]);
  if (call.remotes.length === 0) return null;
  return (
    <div class="small-picture stack">
      <Button onPress={() => set(!on)}>{on ? m.hide_small_picture() : m.show_small_picture()}</Button>
      {on && (
        <div class="small-picture-shown">
          {call.remotes.map((remote) => (
            <Picture key={remote.place} {...remote} small />
          ))}
          <p>{m.small_picture_words()}</p>
        </div>
      )}
    </div>
  );
}
