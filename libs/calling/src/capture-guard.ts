import { CallingError } from './calling-error.js';

/** The browser facts a capture depends on. */
export abstract class CaptureDevices {
  /** May reject like getUserMedia. */
  abstract open(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** May reject like getDisplayMedia. */
  abstract openWindow(constraints: DisplayMediaStreamOptions): Promise<MediaStream>;
  /** True while a person's click or touch is being handled. No message from a server can make it true. */
  abstract personActed(): boolean;
  /** True when this page may use microphone and camera without asking the person again. */
  abstract allowed(): Promise<boolean>;
}

/**
 * Owns every capture track of this page. Capture begins only while a person acts, and `end()` stops all of it at
 * once, also a stream that the browser hands over later. `onLost` tells that a device was taken away. A window is
 * captured only beside camera and microphone, and ends with them at the latest.
 */
export class CaptureGuard {
  #stream: MediaStream | undefined;
  #beginning: Promise<MediaStream> | undefined;
  #window: MediaStream | undefined;
  #wanted = 0;
  #windowWanted = 0;

  constructor(
    readonly devices: CaptureDevices,
    readonly onLost: () => void,
  ) {}

  get stream(): MediaStream | undefined {
    return this.#stream;
  }

  /** The window that is captured now. */
  get window(): MediaStream | undefined {
    return this.#window;
  }

  /** What goes to the others, once the devices are there: the microphone with the window, or else with the camera. */
  get sent(): Promise<MediaStream> | undefined {
    return this.#beginning?.then((stream) => {
      const window = this.#window?.getVideoTracks();
      return window ? new MediaStream([...stream.getAudioTracks(), ...window]) : stream;
    });
  }

  /** Asks for microphone and camera; microphone alone where there is no camera. Rejects with CallingError. */
  begin(): Promise<MediaStream> {
    const beginning = this.#begin();
    this.#beginning = beginning;
    return beginning;
  }

  async #begin(): Promise<MediaStream> {
    if (!this.devices.personActed()) throw new CallingError('no-person');
    this.end();
    const wish = ++this.#wanted;
    const stream = await this.#open();
    if (wish !== this.#wanted) {
      stopAll(stream);
      throw new CallingError('devices-refused', 'The session ended while the devices were asked for.');
    }
    this.#stream = stream;
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => {
        if (this.#stream === stream) this.onLost();
      });
    }
    return stream;
  }

  /** Asks for a window, without its sound. `onEnded`: the browser or the person's system stopped it. Rejects with CallingError. */
  async beginWindow(onEnded: () => void): Promise<MediaStreamTrack> {
    if (!this.devices.personActed()) throw new CallingError('no-person');
    if (!this.#stream) throw new CallingError('devices-refused');
    this.endWindow();
    const wish = ++this.#windowWanted;
    const stream = await this.devices
      .openWindow({ video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 5 } }, audio: false })
      .catch(() => undefined);
    const track = stream?.getVideoTracks()[0];
    if (!stream || !track || wish !== this.#windowWanted) {
      if (stream) stopAll(stream);
      throw new CallingError('devices-refused');
    }
    this.#window = stream;
    track.contentHint = 'detail';
    track.addEventListener('ended', () => {
      if (this.#window === stream) onEnded();
    });
    return track;
  }

  setMuted(kind: 'audio' | 'video', muted: boolean): void {
    for (const track of this.#stream?.getTracks() ?? []) if (track.kind === kind) track.enabled = !muted;
  }

  endWindow(): void {
    this.#windowWanted += 1;
    const stream = this.#window;
    this.#window = undefined;
    if (stream) stopAll(stream);
  }

  /** Every track is `ended` when this returns. */
  end(): void {
    this.endWindow();
    this.#wanted += 1;
    const stream = this.#stream;
    this.#stream = undefined;
    this.#beginning = undefined;
    if (stream) stopAll(stream);
  }

  async #open(): Promise<MediaStream> {
    const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    try {
      return await this.devices.open({ audio, video: { width: 640, height: 360, frameRate: 20 } });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NotFoundError') throw new CallingError('devices-refused');
    }
    try {
      return await this.devices.open({ audio, video: false });
    } catch {
      throw new CallingError('devices-refused');
    }
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
