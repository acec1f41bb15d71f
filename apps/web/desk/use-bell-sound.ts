import { useEffect } from 'preact/hooks';

const EVERY_MS = 3000;

function ring(context: AudioContext): void {
  const loudness = context.createGain();
  loudness.gain.value = 0.2;
  loudness.connect(context.destination);
  for (const [index, hertz] of [880, 660].entries()) {
    const tone = context.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(loudness);
    tone.start(context.currentTime + index * 0.25);
    tone.stop(context.currentTime + index * 0.25 + 0.2);
  }
}

/** Rings while a booth calls, until somebody answers. It only repeats what is written; a browser may keep it silent. */
export function useBellSound(ringing: boolean): void {
  useEffect(() => {
    if (!ringing) return undefined;
    const context = new AudioContext();
    ring(context);
    const timer = setInterval(() => ring(context), EVERY_MS);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [ringing]);
}
