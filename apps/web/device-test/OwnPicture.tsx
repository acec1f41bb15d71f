import { attachPictures } from '#calling';
import { useEffect, useRef } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';

/** The own camera, muted; says when its first picture came. */
export function OwnPicture({ stream, onCame }: { stream: MediaStream; onCame: () => void }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (element.current) void attachPictures(element.current, stream);
  }, [stream]);
  return (
    <video
      ref={element}
      class="own-picture"
      playsInline
      muted
      aria-label={m.test_camera()}
      onTimeUpdate={(event) => event.currentTarget.videoWidth > 0 && onCame()}
    />
  );
}
