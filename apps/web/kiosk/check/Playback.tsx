import { useEffect, useRef } from 'preact/hooks';

/** Plays it once; short, and asked for with a touch. */
export function Playback({ src }: { src: string }) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => void element.current?.play().catch(() => undefined), [src]);
  return <audio ref={element} src={src} />;
}
