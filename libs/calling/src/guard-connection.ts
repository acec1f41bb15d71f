import { allowedCodecs } from './codec-preferences.js';
import type { MediaKind } from './sdp-rules.js';
import type { TransformOptions } from './seal-messages.js';

/** Makes one transform of the seal worker; every call draws a key of its own. */
export type MakeTransform = (options: TransformOptions) => RTCRtpScriptTransform;

/**
 * Puts the client's rules around a connection that janus.js has just made: codecs and sender transforms are set
 * before its first offer, receiver transforms as each track appears, and no data channel can be made.
 * `stream`: number of a receiving connection. Returns the set of our transforms, filled as they are made.
 */
export function guardConnection(
  connection: RTCPeerConnection,
  transform: MakeTransform,
  violated: () => void,
  stream?: number,
): Set<unknown> {
  const ours = new Set<unknown>();
  const createOffer = connection.createOffer.bind(connection) as (
    o?: RTCOfferOptions,
  ) => Promise<RTCSessionDescriptionInit>;
  const guarded = async (options?: RTCOfferOptions) => {
    for (const transceiver of connection.getTransceivers()) {
      const kind = transceiver.receiver.track.kind as MediaKind;
      const capabilities = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
      transceiver.setCodecPreferences(allowedCodecs(kind, capabilities));
      if (transceiver.sender.track === null || ours.has(transceiver.sender.transform)) continue;
      ours.add((transceiver.sender.transform = transform({ direction: 'send', kind })));
    }
    return await createOffer(options);
  };
  connection.createOffer = guarded as RTCPeerConnection['createOffer'];
  connection.createDataChannel = () => {
    throw new Error('negotiation-violated');
  };
  connection.addEventListener('datachannel', violated);
  connection.addEventListener('track', ({ receiver, track }) => {
    ours.add((receiver.transform = transform({ direction: 'receive', kind: track.kind as MediaKind, stream })));
  });
  return ours;
}
