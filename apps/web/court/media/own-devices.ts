const WISH: MediaStreamConstraints = {
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25 } },
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

/** Camera and microphone of this device. Owns every track it began: after `end()` each of them is ended. */
export class OwnDevices {
  #stream: MediaStream | undefined;
  #sound: AudioContext | undefined;
  #analyser: AnalyserNode | undefined;
  #asked = 0;

  get stream(): MediaStream | undefined {
    return this.#stream;
  }

  /** Undefined: `end()` was called before the person had answered. Rejects when the devices are not given. */
  async begin(): Promise<MediaStream | undefined> {
    this.end();
    const mine = ++this.#asked;
    const stream = await navigator.mediaDevices.getUserMedia(WISH);
    if (mine !== this.#asked) {
      stop(stream);
      return undefined;
    }
    this.#stream = stream;
    this.#sound = new AudioContext();
    this.#analyser = this.#sound.createAnalyser();
    this.#analyser.fftSize = 2048;
    this.#sound.createMediaStreamSource(stream).connect(this.#analyser);
    return stream;
  }

  set(kind: 'audio' | 'video', on: boolean): void {
    for (const track of this.#stream?.getTracks() ?? []) if (track.kind === kind) track.enabled = on;
  }

  /** Loudness of the microphone now: root mean square, 0 to 1. */
  level(): number {
    if (!this.#analyser) return 0;
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  }

  end(): void {
    this.#asked += 1;
    if (this.#stream) stop(this.#stream);
    void this.#sound?.close().catch(() => undefined);
    this.#stream = this.#sound = this.#analyser = undefined;
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
