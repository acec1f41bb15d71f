import { CallingError } from './calling-error.js';

/** The two browser facts a capture depends on. */
export abstract class CaptureDevices {
  /** May reject like getUserMedia. */
  abstract open(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** True while a person's click or touch is being handled. No message from a server can make it true. */
  abstract personActed(): boolean;
}

/**
 * Owns every capture track of this page. Capture begins only while a person acts, and `end()` stops all of it at
 * once, also a stream that the browser hands over later. `onLost` tells that a device was taken away.
 */
export class CaptureGuard {
  #stream: MediaStream | undefined;
  #wanted = 0;

  constructor(
    readonly devices: CaptureDevices,
    readonly onLost: () => void,
  ) {}

  get stream(): MediaStream | undefined {
    return this.#stream;
  }

  /** Asks for microphone and camera; microphone alone where there is no camera. Rejects with CallingError. */
  async begin(): Promise<MediaStream> {
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

  /** Every track is `ended` when this returns. */
  end(): void {
    this.#wanted += 1;
    const stream = this.#stream;
    this.#stream = undefined;
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
