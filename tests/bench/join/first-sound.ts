import type { Page } from 'playwright-core';

/** Arms the page: measures from the next click to the first sample above silence that a media element plays. */
export async function armFirstSound(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    let clicked = 0;
    document.addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true });
    const playing = () =>
      [...document.querySelectorAll<HTMLMediaElement>('audio, video')].find(
        ({ srcObject, muted }) => !muted && srcObject instanceof MediaStream && srcObject.getAudioTracks().length > 0,
      );
    (globalThis as { firstSound?: Promise<number> }).firstSound = new Promise((resolve) => {
      const watch = setInterval(() => {
        const element = playing();
        if (element === undefined) return;
        clearInterval(watch);
        const meter = context.createScriptProcessor(256, 1, 1);
        meter.onaudioprocess = ({ inputBuffer }) => {
          if (!element.paused && inputBuffer.getChannelData(0).some((value) => Math.abs(value) > 0.002)) {
            meter.onaudioprocess = null;
            resolve(performance.now() - clicked);
          }
        };
        context
          .createMediaStreamSource(element.srcObject as MediaStream)
          .connect(meter)
          .connect(context.destination);
      }, 2);
    });
  });
}

/** Milliseconds; rejects when nothing was heard within 20 s. */
export function firstSound(page: Page): Promise<number> {
  return page.evaluate(() => {
    const silent = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('nothing heard')), 20_000));
    return Promise.race([(globalThis as unknown as { firstSound: Promise<number> }).firstSound, silent]);
  });
}
