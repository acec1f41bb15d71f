import { type Locale, OWN_NAMES } from '../text/locale.js';
import { type PromptIndex, type Stretch, stretchesFor } from './prompt-index.js';
import type { ShownText } from './texts-on-screen.js';

/** Where each language's index is, if the page was built with prompts; only the kiosk's is. */
const place = globalThis.document?.querySelector<HTMLMetaElement>('meta[name=habeas-prompts]')?.content;
const addresses = place ? (JSON.parse(place) as Record<string, string>) : undefined;
export const canSpeak = addresses !== undefined;

interface Voice {
  index: PromptIndex;
  audio: HTMLAudioElement;
}
const voices = new Map<string, Promise<Voice>>();

/** Loaded whole when something is to be said in the language for the first time: places in it are then at hand. */
function voiceOf(language: string): Promise<Voice> {
  let voice = voices.get(language);
  if (!voice) {
    voice = load(addresses?.[language] ?? '');
    voice.catch(() => voices.delete(language));
    voices.set(language, voice);
  }
  return voice;
}

async function load(address: string): Promise<Voice> {
  const index = (await (await fetch(address)).json()) as PromptIndex;
  const sound = await (await fetch(index.sound)).blob();
  return { index, audio: new Audio(URL.createObjectURL(sound)) };
}

/** Plays one stretch; resolves at its end or when it is stopped. */
async function play(audio: HTMLAudioElement, [from, to]: Stretch): Promise<void> {
  audio.currentTime = from;
  await audio.play();
  await new Promise<void>((done) => {
    const look = () => {
      if (!audio.paused && audio.currentTime < to) return;
      audio.removeEventListener('timeupdate', look);
      audio.removeEventListener('pause', look);
      done();
    };
    audio.addEventListener('timeupdate', look);
    audio.addEventListener('pause', look);
  });
}

let silence: (() => void) | undefined;

/** Says the texts one after the other; what was being said before stops. Ends, never fails: it only repeats words. */
export async function speak(texts: readonly ShownText[]): Promise<void> {
  hush();
  let stopped = false;
  let sounding: HTMLAudioElement | undefined;
  const stop = () => {
    stopped = true;
    sounding?.pause();
  };
  silence = stop;
  try {
    for (const { words, language } of texts) {
      const { index, audio } = await voiceOf(language);
      sounding = audio;
      for (const stretch of stretchesFor(words, index) ?? []) {
        if (stopped) return;
        await play(audio, stretch);
      }
    }
  } catch {
    // No prompt, no line, no loudspeaker: the words are on the screen.
  } finally {
    if (!stopped) sounding?.pause();
    if (silence === stop) silence = undefined;
  }
}

/** A language says its own name; on the kiosk alone. */
export const speakName = (locale: Locale): void =>
  void (canSpeak && speak([{ words: OWN_NAMES[locale], language: locale }]));

/** Stops what is being said. */
export const hush = (): void => silence?.();
