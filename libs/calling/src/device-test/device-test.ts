import { CaptureGuard } from '../capture-guard.js';
import { pagePorts } from '../consultation-ports.js';
import { MicrophoneLevel } from './microphone-level.js';

const RECORDED = 3000;
const TONE = { hertz: 440, milliseconds: 900, volume: 0.2 };

/**
 * Camera, microphone and loudspeaker of this device, tried without anybody else. Capture begins with `begin()`, from a
 * person's click or touch only, and every track is `ended` when `end()` returns; what was recorded is in this page's
 * memory and goes with it.
 */
export class DeviceTest {
  readonly #capture: CaptureGuard;
  #sound: AudioContext | undefined;
  #level: MicrophoneLevel | undefined;
  #recorder: MediaRecorder | undefined;
  #url: string | undefined;

  /** `onLost`: a device was taken away. */
  constructor(onLost: () => void, devices = pagePorts().devices) {
    this.#capture = new CaptureGuard(devices, onLost);
  }

  get stream(): MediaStream | undefined {
    return this.#capture.stream;
  }

  /** Rejects with CallingError `no-person` or `devices-refused`. */
  async begin(): Promise<MediaStream> {
    const stream = await this.#capture.begin();
    this.#level = new MicrophoneLevel(stream);
    return stream;
  }

  /** Loudness of the microphone now: root mean square, 0 to 1. */
  level(): number {
    return this.#level?.now() ?? 0;
  }

  /** Records three seconds of the microphone. The address is of this page alone and goes with `end()`; empty when it ended meanwhile. */
  async record(): Promise<string> {
    const tracks = this.#capture.stream?.getAudioTracks() ?? [];
    const recorder = new MediaRecorder(new MediaStream(tracks));
    this.#recorder = recorder;
    const pieces: Blob[] = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    setTimeout(() => recorder.state === 'recording' && recorder.stop(), RECORDED);
    await stopped;
    if (this.#recorder !== recorder) return '';
    this.#forget();
    return (this.#url = URL.createObjectURL(new Blob(pieces, { type: recorder.mimeType })));
  }

  /** A tone at the loudspeaker; resolves when it is over. */
  async tone(): Promise<void> {
    const sound = (this.#sound ??= new AudioContext());
    await sound.resume();
    const [oscillator, volume] = [sound.createOscillator(), sound.createGain()];
    oscillator.frequency.value = TONE.hertz;
    volume.gain.value = TONE.volume;
    oscillator.connect(volume).connect(sound.destination);
    const over = new Promise((resolve) => (oscillator.onended = resolve));
    oscillator.start();
    oscillator.stop(sound.currentTime + TONE.milliseconds / 1000);
    await over;
  }

  /** Every track is `ended` and what was recorded is forgotten when this returns. */
  end(): void {
    this.#capture.end();
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
    this.#recorder = undefined;
    this.#level?.end();
    this.#level = undefined;
    void this.#sound?.close();
    this.#sound = undefined;
    this.#forget();
  }

  #forget(): void {
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
  }
}
