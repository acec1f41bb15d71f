import type { LineFigures } from '#protocol';
import { browserFit } from './browser-fit.js';
import type { DeviceTest } from './device-test.js';
import { ALIVE, type BoothFacts } from './judge-booth.js';

/** Whatever has not answered by then does not work: nobody waits longer for a check. */
const PATIENCE = 10_000;
const LISTENS = 4000;

/** What shows without a person. */
export type SeenOfBooth = Omit<BoothFacts, 'heard' | 'heardMyself'>;

/**
 * Looks at everything but the loudspeaker, of which only a person knows, and plays a tone. Call it while a person's touch is
 * handled: capture begins in it, and has ended when it answers: after seconds, at the latest twice PATIENCE.
 */
export async function lookAtBooth(test: DeviceTest, line: Promise<LineFigures>): Promise<SeenOfBooth> {
  const captured = within(test.begin());
  try {
    const [fit, figures, seen] = await Promise.all([
      browserFit(),
      within(line),
      captured.then(async (stream) => {
        const [pictures, loudest] = await Promise.all([
          within(picturesCome(stream)),
          loudestOf(test),
          within(test.tone()),
        ]);
        return { pictures: pictures ?? false, loudest };
      }),
    ]);
    return { fit, line: figures, ...seen };
  } finally {
    test.end();
  }
}

/** Undefined when it fails or takes too long. */
const within = <Value>(answer: Promise<Value>): Promise<Value | undefined> =>
  Promise.race([
    answer.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE)),
  ]);

/** Two pictures: the first may be the camera's start. */
async function picturesCome(stream: MediaStream | undefined): Promise<boolean> {
  if (!stream?.getVideoTracks().length) return false;
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  void video.play().catch(() => undefined);
  const next = () => new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  await next();
  await next();
  return true;
}

async function loudestOf(test: DeviceTest): Promise<number> {
  let loudest = 0;
  for (const until = performance.now() + LISTENS; loudest < ALIVE && performance.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    loudest = Math.max(loudest, test.level());
  }
  return loudest;
}
