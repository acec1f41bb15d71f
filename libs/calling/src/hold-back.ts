import type { LineFrame } from '#protocol';

/** Sound that comes over this connection is held back for as long as the line wants it; else as the browser would. */
export function holdBack(connection: Pick<RTCPeerConnection, 'getReceivers'>, cap: LineFrame | undefined): void {
  for (const receiver of connection.getReceivers())
    if (receiver.track.kind === 'audio') receiver.jitterBufferTarget = cap?.take.jitterBufferTarget ?? null;
}
