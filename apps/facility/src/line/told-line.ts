import type { DeviceCap } from '#link';
import type { LineFrame } from '#protocol';

interface LineListener {
  send(frame: LineFrame): void;
}

/** What each device was told of the line: another word only when it changes. */
export class ToldLine {
  readonly #told = new WeakMap<LineListener, string>();

  tell(device: LineListener, { send, take, opus, reason }: DeviceCap): void {
    const { video, kbps } = send;
    const frame: LineFrame = {
      type: 'line',
      send: { video, kbps },
      take,
      opus,
      ...(reason !== undefined && { reason }),
    };
    const text = JSON.stringify(frame);
    if (this.#told.get(device) === text) return;
    this.#told.set(device, text);
    device.send(frame);
  }
}
