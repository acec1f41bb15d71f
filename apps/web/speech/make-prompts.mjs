// Spoken prompts: every text that a page's scripts can show, said by espeak-ng in kk, ru and en when the page is
// built. One Opus file a language, with the place of each text in it; the name hashes what is said.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OWN_NAMES } from '../text/own-names.mjs';

const PROGRAMS = { espeak: '/usr/bin/espeak-ng', opusenc: '/usr/bin/opusenc' };
const SPEAK = ['-s', '140', '-m', '--stdin', '--stdout'];
const ENCODE = ['--quiet', '--bitrate', '16', '--comp', '3', '--serial', '1', '-', '-'];
/** Seconds of silence between two texts; within one espeak-ng is silent for half a second at most. */
const PAUSE = 2;
/** Numbers that a text may have in it: booths, tries, minutes, hours and minutes of a clock. */
const NUMBERS = Array.from({ length: 60 }, (_, number) => String(number));
/** What was said once is kept for the next build. */
const KEPT = fileURLToPath(new URL('../../../node_modules/.cache/habeas-prompts/', import.meta.url));
const texts = fileURLToPath(new URL('../texts/', import.meta.url));

/**
 * Whether prompts can be made on this machine.
 * @param {(program: string) => boolean} exists
 */
export const canSpeak = (exists = existsSync) => Object.values(PROGRAMS).every((program) => exists(program));

const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

function pipe(program, args, input) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const out = [];
    let said = '';
    child.stdout.on('data', (part) => out.push(part));
    child.stderr.on('data', (part) => (said += part));
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0 ? done(Buffer.concat(out)) : failed(new Error(`${program} ended with ${code}: ${said}`)),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** From and to, in seconds, of each stretch of sound in a WAV of espeak-ng (16 bit, one channel, head of 44 bytes). */
export function stretchesOf(wave) {
  const rate = wave.readUInt32LE(24);
  const samples = new Int16Array(wave.buffer.slice(wave.byteOffset + 44, wave.byteOffset + (wave.length & ~1)));
  const stretches = [];
  let [began, sounded] = [-1, -1];
  const end = () => stretches.push([began, sounded].map((at) => Math.round((at / rate) * 100) / 100));
  for (let at = 0; at < samples.length; at += 1) {
    if (samples[at] === 0) continue;
    if (began < 0) began = at;
    else if (at - sounded > (PAUSE - 0.5) * rate) {
      end();
      began = at;
    }
    sounded = at;
  }
  if (began >= 0) end();
  return stretches;
}

const marked = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Says all of `words` in one file. @returns its name in KEPT and where in it each is. */
async function sayAll(language, words) {
  const name = `${language}-${hash(JSON.stringify([words, SPEAK, ENCODE, PAUSE]))}`;
  const [sound, places] = [join(KEPT, `${name}.ogg`), join(KEPT, `${name}.places.json`)];
  if (!existsSync(places)) {
    const speech = `<speak>${words.map(marked).join(`<break time="${PAUSE}s"/>`)}</speak>`;
    const wave = await pipe(PROGRAMS.espeak, ['-v', language, ...SPEAK], speech);
    const stretches = stretchesOf(wave);
    if (stretches.length !== words.length) {
      throw new Error(`${language}: espeak-ng said ${stretches.length} of ${words.length} texts`);
    }
    await keep(sound, await pipe(PROGRAMS.opusenc, ENCODE, wave));
    await keep(places, JSON.stringify(stretches));
  }
  return { name: `${name}.ogg`, places: JSON.parse(await readFile(places, 'utf8')) };
}

/** Whole or not at all: another build may look for the same file. */
async function keep(file, content) {
  await writeFile(`${file}.${process.pid}`, content);
  await rename(`${file}.${process.pid}`, file);
}

/** The pieces of a text between its placeholders; one piece if there are none. */
const piecesOf = (text) => text.split(/\{\w+\}/);
const hasWords = (piece) => /\p{L}/u.test(piece);

/**
 * Makes the prompts of `keys` in `folder`/assets/prompts, with an index of each language, see prompt-index.ts.
 * @returns the address of each language's index.
 */
export async function makePrompts(folder, keys) {
  const place = join(folder, 'assets/prompts');
  await mkdir(place, { recursive: true });
  await mkdir(KEPT, { recursive: true });
  const made = Object.keys(OWN_NAMES).map(async (language) => {
    const ofLanguage = JSON.parse(await readFile(join(texts, `${language}.json`), 'utf8'));
    const shapes = [...keys.map((key) => piecesOf(ofLanguage[key])), [OWN_NAMES[language]]];
    const words = [...new Set([...shapes.flat().filter(hasWords), ...NUMBERS])];
    const { name, places } = await sayAll(language, words);
    await copyFile(join(KEPT, name), join(place, name));
    const said = Object.fromEntries(words.map((one, index) => [one, places[index]]));
    const index = JSON.stringify({
      sound: `/assets/prompts/${name}`,
      said,
      shapes: shapes.filter((pieces) => pieces.length > 1),
    });
    const own = `${language}-${hash(index)}.json`;
    await writeFile(join(place, own), index);
    return [language, `/assets/prompts/${own}`];
  });
  return Object.fromEntries(await Promise.all(made));
}
