import { layerRates } from '#hearing';
import type { LineFrame } from '#protocol';

/**
 * Rates of what this device sends: sound before pictures, and both no more than the line gives. Nothing is negotiated.
 * `pictures`: false while only sound goes out.
 */
export async function keepRates(
  connection: RTCPeerConnection,
  cap: LineFrame | undefined,
  pictures: boolean,
): Promise<void> {
  for (const { sender, receiver } of connection.getTransceivers()) {
    const parameters = sender.getParameters();
    if (parameters.encodings.length === 0) continue;
    if (receiver.track.kind === 'audio') soundRate(parameters.encodings, cap);
    else pictureRates(parameters.encodings, cap, pictures);
    await sender.setParameters(parameters).catch(() => undefined);
  }
}

function soundRate(encodings: RTCRtpEncodingParameters[], cap: LineFrame | undefined): void {
  prefer(encodings, 'high');
  if (cap !== undefined) for (const encoding of encodings) encoding.maxBitrate = cap.opus.kbps * 1000;
}

function pictureRates(encodings: RTCRtpEncodingParameters[], cap: LineFrame | undefined, pictures: boolean): void {
  prefer(encodings, 'medium');
  const rates = layerRates(
    encodings.flatMap(({ rid }) => rid ?? []),
    cap?.send,
  );
  const whole = cap === undefined ? undefined : cap.send.kbps * 1000;
  for (const encoding of encodings) {
    const rate = encoding.rid === undefined ? whole : rates.get(encoding.rid);
    encoding.active = pictures && rate !== 0;
    if (rate !== undefined && rate > 0) encoding.maxBitrate = rate;
  }
}

/** Of the sender as a whole: Chromium refuses all parameters where another layer than the first has a priority. */
function prefer([first]: RTCRtpEncodingParameters[], priority: RTCPriorityType): void {
  if (first !== undefined) first.networkPriority = first.priority = priority;
}
