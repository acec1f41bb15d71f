/** What a call needs of a browser. */
export type BrowserPart = 'capture' | 'frame-encryption' | 'keys' | 'vp9' | 'opus' | 'worker';

export interface BrowserFit {
  readonly part: BrowserPart;
  readonly fits: boolean;
}

const canMake = async (algorithm: 'X25519' | 'Ed25519', usages: KeyUsage[]): Promise<boolean> => {
  try {
    await crypto.subtle.generateKey(algorithm, false, usages);
    return true;
  } catch {
    return false;
  }
};

const canCode = (kind: 'audio' | 'video', type: string): boolean =>
  [RTCRtpSender.getCapabilities(kind), RTCRtpReceiver.getCapabilities(kind)].every((capabilities) =>
    capabilities?.codecs.some(({ mimeType }) => mimeType.toLowerCase() === type),
  );

/** Asks this browser for each part, one by one; captures nothing. */
export async function browserFit(): Promise<readonly BrowserFit[]> {
  const connections = 'RTCPeerConnection' in globalThis && 'RTCRtpSender' in globalThis;
  const keys =
    globalThis.crypto?.subtle !== undefined &&
    (await canMake('X25519', ['deriveBits'])) &&
    (await canMake('Ed25519', ['sign', 'verify']));
  return [
    { part: 'capture', fits: globalThis.navigator?.mediaDevices?.getUserMedia !== undefined },
    { part: 'frame-encryption', fits: 'RTCRtpScriptTransform' in globalThis },
    { part: 'keys', fits: keys },
    { part: 'vp9', fits: connections && canCode('video', 'video/vp9') },
    { part: 'opus', fits: connections && canCode('audio', 'audio/opus') },
    { part: 'worker', fits: 'Worker' in globalThis && 'WebSocket' in globalThis },
  ];
}
