import { CaptureDevices } from './capture-guard.js';
import { SealClient, type SealEvents } from './seal-client.js';
import type { OpenSocket } from './session-link.js';

/** What a consultation takes from the browser; tests put others in their place. */
export interface ConsultationPorts {
  openSocket: OpenSocket;
  devices: CaptureDevices;
  makeSeal: (url: string, events: SealEvents) => SealClient;
  now: () => number;
}

class PageDevices extends CaptureDevices {
  override open(constraints: MediaStreamConstraints): Promise<MediaStream> {
    return navigator.mediaDevices.getUserMedia(constraints);
  }
  override openWindow(constraints: DisplayMediaStreamOptions): Promise<MediaStream> {
    return navigator.mediaDevices.getDisplayMedia(constraints);
  }
  override personActed(): boolean {
    return navigator.userActivation.isActive;
  }
  override async allowed(): Promise<boolean> {
    const asked = ['microphone', 'camera'].map((name) => navigator.permissions.query({ name: name as PermissionName }));
    return await Promise.all(asked).then(
      (answers) => answers.every(({ state }) => state === 'granted'),
      () => false,
    );
  }
}

export function pagePorts(): ConsultationPorts {
  return {
    openSocket: (url, protocol) => new WebSocket(url, protocol),
    devices: new PageDevices(),
    makeSeal: (url, events) => new SealClient(url, events),
    now: () => Date.now(),
  };
}
