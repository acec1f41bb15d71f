import { attachPictures, attachRemote } from '#calling';
import { useEffect, useRef, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';

/** Another party's sound. A stream that is not played is not decoded, so this stays for the whole call. */
export function Sound({ stream }: { stream: MediaStream }) {
  const element = useRef<HTMLAudioElement>(null);
  const [blocked, setBlocked] = useState(false);
  const play = () =>
    void (element.current && attachRemote(element.current, stream).then((how) => setBlocked(how === 'blocked')));
  useEffect(play, [stream]);
  return (
    <>
      <audio ref={element} />
      {blocked && <Button onPress={play}>{m.turn_sound_on()}</Button>}
    </>
  );
}

interface PictureProps {
  stream: MediaStream;
  label: string;
  small?: boolean;
  covered?: boolean;
}

/** A picture without sound: the other party large, or oneself small. `covered`: what it would show is old. */
export function Picture({ stream, label, small, covered }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (element.current) void attachPictures(element.current, stream);
  }, [stream]);
  return (
    <figure class={small ? 'picture picture-small' : 'picture'}>
      <video ref={element} playsInline muted aria-label={label} class={covered ? 'covered' : undefined} />
      <figcaption data-unspoken>{label}</figcaption>
    </figure>
  );
}
