import { useEffect } from 'preact/hooks';
import { isOver } from '#hearing';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Notice } from '../ui/Notice.js';
import { Page } from '../ui/Page.js';
import type { CourtProps } from './court-props.js';
import { forgetLink } from './own-link.js';
import { Minute } from './running/Minute.js';

/** Over for everybody, or for this person alone. Camera and microphone are off. */
export function HearingEnded({ court }: { court: CourtProps }) {
  const { view, facility, leave, media } = court;
  const over = isOver(view);
  useEffect(() => {
    if (over) forgetLink();
  }, [over]);
  const [title, words] = over
    ? view.state === 'closed'
      ? [m.court_closed(), m.court_closed_words()]
      : [m.court_adjourned(), m.court_adjourned_words()]
    : view.you.standing === 'released'
      ? view.you.relieved
        ? [m.court_relieved(), m.court_relieved_words()]
        : view.you.role === 'clerk'
          ? [m.court_handed_over(), m.court_handed_over_words()]
          : [m.court_released(), m.court_released_words()]
      : [m.court_removed(), m.court_removed_words()];
  return (
    <Page
      place={facility}
      title={title}
      help={m.court_help()}
      languageKept={leave !== undefined}
      main={
        leave && (
          <Button kind="main" onPress={leave.go}>
            {leave.words}
          </Button>
        )
      }
    >
      <div class="stack-wide">
        <p class="lead">{words}</p>
        {media.devices === 'off' && <Notice kind="good" title={m.court_devices_off()} />}
        {!leave && <p>{m.court_close_window()}</p>}
        {over && court.minute.length > 0 && (
          <section class="stack" aria-labelledby="minute">
            <h2 id="minute">{m.court_minute()}</h2>
            <Minute court={court} />
          </section>
        )}
      </div>
    </Page>
  );
}
