import type { Page } from 'playwright-core';

/** Arms the page: measures from the click on `button` to the first sample above silence in #remote. */
export async function armFirstSound(page: Page, button: string): Promise<void> {
  await page.evaluate(async (selector) => {
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const element = document.querySelector('#remote') as HTMLVideoElement;
    let clicked = 0;
    document.querySelector(selector)?.addEventListener('click', () => (clicked = performance.now()), { capture: true });
    (globalThis as { firstSound?: Promise<number> }).firstSound = new Promise((resolve) => {
      const watch = setInterval(() => {
        const [track] = element.srcObject instanceof MediaStream ? element.srcObject.getAudioTracks() : [];
        if (track === undefined) return;
        clearInterval(watch);
        const meter = context.createScriptProcessor(256, 1, 1);
        meter.onaudioprocess = ({ inputBuffer }) => {
          if (!element.paused && inputBuffer.getChannelData(0).some((value) => Math.abs(value) > 0.002)) {
            meter.onaudioprocess = null;
            resolve(performance.now() - clicked);
          }
        };
        context
          .createMediaStreamSource(new MediaStream([track]))
          .connect(meter)
          .connect(context.destination);
      }, 2);
    });
  }, button);
}

/** Milliseconds; rejects when nothing was heard within 20 s. */
export function firstSound(page: Page): Promise<number> {
  return page.evaluate(() => {
    const silent = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('nothing heard')), 20_000));
    return Promise.race([(globalThis as unknown as { firstSound: Promise<number> }).firstSound, silent]);
  });
}
