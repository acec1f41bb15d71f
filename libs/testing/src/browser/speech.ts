import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const RATE = 48_000;

/** Mono 16-bit samples, -1 … 1, at 48 kHz. */
export type Samples = Float32Array;

export const SAMPLE_RATE = RATE;

/** Speech by espeak-ng. `voice` as espeak-ng names them, e.g. `en`, `ru`. */
export async function speak(text: string, voice = 'en', speed = 150): Promise<Samples> {
  const { stdout } = await run('espeak-ng', ['--stdout', '-v', voice, '-s', String(speed), '-a', '160', text], {
    encoding: 'buffer',
    maxBuffer: 64 << 20,
  });
  return resample(readWav(stdout));
}

export function silence(seconds: number): Samples {
  return new Float32Array(Math.round(seconds * RATE));
}

export function concat(parts: readonly Samples[]): Samples {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Writes what `--use-file-for-fake-audio-capture` takes; Chromium plays it in a loop. */
export async function writeWav(path: string, samples: Samples): Promise<void> {
  const body = Buffer.alloc(samples.length * 2);
  samples.forEach((value, index) => body.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32767), index * 2));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + body.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(body.length, 40);
  await writeFile(path, Buffer.concat([head, body]));
}

function readWav(wav: Buffer): { rate: number; samples: Samples } {
  const rate = wav.readUInt32LE(24);
  const start = wav.indexOf('data') + 8;
  const samples = new Float32Array(Math.floor((wav.length - start) / 2));
  for (let index = 0; index < samples.length; index += 1) samples[index] = wav.readInt16LE(start + index * 2) / 32768;
  return { rate, samples };
}

function resample({ rate, samples }: { rate: number; samples: Samples }): Samples {
  if (rate === RATE) return samples;
  const out = new Float32Array(Math.floor((samples.length * RATE) / rate));
  for (let index = 0; index < out.length; index += 1) {
    const at = (index * rate) / RATE;
    const left = samples[Math.floor(at)] ?? 0;
    const right = samples[Math.floor(at) + 1] ?? left;
    out[index] = left + (right - left) * (at - Math.floor(at));
  }
  return out;
}
