import { useEffect, useState } from 'preact/hooks';
import { OwnPicture } from '../../device-test/OwnPicture.js';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import type { CourtProps } from '../court-props.js';

/**
 * Own picture and the loudness of the own voice, for this person alone: nothing is sent yet. The picture has its place before
 * it comes, so that nothing below moves away from under a finger.
 */
export function TryOut({ court: { media, level, actions } }: { court: CourtProps }) {
  const [loud, setLoud] = useState(0);
  const on = media.devices === 'on';
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => setLoud(Math.min(level(), 0.3)), 150);
    return () => clearInterval(timer);
  }, [on]);
  return (
    <section class="stack" aria-labelledby="try-out">
      <h2 id="try-out">{m.court_try()}</h2>
      {media.devices === 'refused' && (
        <Notice kind="bad" title={m.test_refused()} code={m.code_line({ code: 'devices-refused' })}>
          <p>{m.test_refused_words()}</p>
        </Notice>
      )}
      {on && media.own ? (
        <OwnPicture stream={media.own} onCame={() => undefined} />
      ) : (
        <div class="own-picture own-picture-empty">
          <Button off={media.devices === 'asking'} onPress={actions.beginDevices}>
            {m.court_try_start()}
          </Button>
        </div>
      )}
      <p>
        <meter class="level" min={0} max={0.3} value={loud} aria-label={m.test_level()} />
      </p>
      <p class="small">
        {on ? m.court_try_on() : media.devices === 'asking' ? m.court_try_asking() : m.court_try_words()}
      </p>
    </section>
  );
}
