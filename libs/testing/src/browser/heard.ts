import type { Page } from 'playwright-core';

/** Loudness of what a page's loudspeaker plays: one value each 20 ms while recording. */
export interface Heard {
  envelope: number[];
}

/**
 * Records what the page's playing, unmuted media elements sound like. An element that is paused, muted or turned
 * down counts as silence: what is not played was not heard.
 */
export async function recordHeard(page: Page, milliseconds: number): Promise<Heard> {
  const envelope = await page.evaluate(async (duration) => {
    const element = [...document.querySelectorAll<HTMLMediaElement>('video, audio')].find(
      (candidate) => candidate.srcObject instanceof MediaStream && !candidate.muted,
    );
    if (!element) return [];
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const source = context.createMediaStreamSource(element.srcObject as MediaStream);
    const meter = context.createScriptProcessor(1024, 1, 1);
    const samples: number[] = [];
    meter.onaudioprocess = ({ inputBuffer }) => {
      const heard = !element.paused && !element.muted && element.volume > 0;
      for (const value of inputBuffer.getChannelData(0)) samples.push(heard ? value : 0);
    };
    source.connect(meter);
    meter.connect(context.destination);
    await new Promise((resolve) => setTimeout(resolve, duration));
    meter.disconnect();
    await context.close();
    const loudness: number[] = [];
    for (let start = 0; start + 960 <= samples.length; start += 960) {
      let sum = 0;
      for (let index = start; index < start + 960; index += 1) sum += (samples[index] as number) ** 2;
      loudness.push(Math.sqrt(sum / 960));
    }
    return loudness;
  }, milliseconds);
  return { envelope };
}
