import type { Page } from 'playwright-core';
import { bestMatch, smooth } from './envelope.js';

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

/** Speech that is understood fits its source this well. */
const UNDERSTOOD = 0.8;

/**
 * What the page's loudspeaker plays, held against `source` (smoothed by 3): the best of up to five recordings of eight
 * seconds. A machine busy with other things breaks up the sound of one of them, not of all; silence, noise or
 * somebody else's words fit in none. `heard` is that recording, smoothed.
 */
export async function bestHeard(page: Page, source: readonly number[]): Promise<{ fit: number; heard: number[] }> {
  let best = { fit: 0, heard: [] as number[] };
  for (let tries = 0; tries < 5 && best.fit <= UNDERSTOOD; tries += 1) {
    const heard = smooth((await recordHeard(page, 8000)).envelope, 3);
    const fit = bestMatch(heard, source).value;
    if (fit >= best.fit) best = { fit, heard };
  }
  return best;
}
