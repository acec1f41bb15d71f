import type { SharingAnswer } from '#calling';
import { useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import type { CallProps } from './call-props.js';

const WHY_NOT: Record<SharingAnswer, (() => string) | undefined> = {
  shown: undefined,
  refused: m.window_none,
  'no-camera': m.window_no_camera,
};

/** The browser asks which window; what became of it is said beside the button. */
function ShareWindow({ share }: { share: () => Promise<SharingAnswer> }) {
  const [answer, setAnswer] = useState<SharingAnswer>('shown');
  return (
    <>
      <Button onPress={() => void share().then(setAnswer)}>{m.window_share()}</Button>
      <p class="small" role="status">
        {WHY_NOT[answer]?.()}
      </p>
    </>
  );
}

/** Stays for as long as a window is shared. */
function SharingBanner({ onStop }: { onStop: () => void }) {
  return (
    <div class="banner sharing" role="status">
      <p>{m.window_shown_words()}</p>
      <Button onPress={onStop}>{m.window_stop()}</Button>
    </div>
  );
}

interface Sharing {
  begin(): Promise<SharingAnswer>;
  end(): unknown;
}

/** For a call whose person may share one. */
export const windowOf = (window: Sharing): NonNullable<CallProps['window']> => ({
  share: <ShareWindow share={() => window.begin()} />,
  banner: <SharingBanner onStop={() => void window.end()} />,
});
