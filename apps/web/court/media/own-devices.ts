import { MicrophoneLevel } from '#calling';

const WISH: MediaStreamConstraints = {
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25 } },
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

/** Camera and microphone of this device. Owns every track it began: after `end()` each of them is ended. */
export class OwnDevices {
  #stream: MediaStream | undefined;
  #level: MicrophoneLevel | undefined;
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
    this.#level = new MicrophoneLevel(stream);
    return stream;
  }

  set(kind: 'audio' | 'video', on: boolean): void {
    for (const track of this.#stream?.getTracks() ?? []) if (track.kind === kind) track.enabled = on;
  }

  /** Loudness of the microphone now: root mean square, 0 to 1. */
  level(): number {
    return this.#level?.now() ?? 0;
  }

  end(): void {
    this.#asked += 1;
    if (this.#stream) stop(this.#stream);
    this.#level?.end();
    this.#stream = this.#level = undefined;
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
