/** Milliseconds without a look after which nothing is measured any more. */
const RESTS_AFTER = 2_000;

/** Loudness of a microphone for as long as somebody looks: a graph of sounds costs a weak device as much as a call's sound does. */
export class MicrophoneLevel {
  #sound: AudioContext | undefined;
  #analyser: AnalyserNode | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly stream: MediaStream) {}

  /** Root mean square, 0 to 1; 0 at the first look, which begins it. */
  now(): number {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.end(), RESTS_AFTER);
    const analyser = (this.#analyser ??= this.#begin());
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  }

  end(): void {
    clearTimeout(this.#resting);
    void this.#sound?.close().catch(() => undefined);
    this.#sound = this.#analyser = undefined;
  }

  #begin(): AnalyserNode {
    this.#sound = new AudioContext();
    const analyser = this.#sound.createAnalyser();
    analyser.fftSize = 2048;
    this.#sound.createMediaStreamSource(this.stream).connect(analyser);
    return analyser;
  }
}
