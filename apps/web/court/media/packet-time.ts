import { courtSdp } from './court-sdp.js';

/** Milliseconds of sound in a packet where nothing is said of it (RFC 7587 §6.1). */
const USUAL = 20;

/**
 * Another length of sound packets, without a word to the other side: the connection's answer is given to this browser once
 * more, with another `ptime` (RFC 8866 §6.4). Neither ICE, DTLS nor the sound itself begin anew. Chromium 156 knows no other way:
 * parameters have no packet time, and `adaptivePtime` left it at 20 ms. Layers that were closed are open afterwards.
 */
export async function setPacketTime(connection: RTCPeerConnection, milliseconds: number): Promise<void> {
  const answer = connection.currentRemoteDescription?.sdp ?? '';
  if (connection.signalingState !== 'stable' || answer === '' || packetTime(answer) === milliseconds) return;
  const { sdp } = await connection.createOffer();
  try {
    await connection.setLocalDescription({ type: 'offer', sdp: courtSdp(sdp ?? '') });
    await connection.setRemoteDescription({ type: 'answer', sdp: withPacketTime(answer, milliseconds) });
  } catch {
    // Half done, it would be in the way of the next offer; where nothing is to be taken back this changes nothing.
    await connection.setLocalDescription({ type: 'rollback' }).catch(() => undefined);
  }
}

const packetTime = (sdp: string): number => Number(/^a=ptime:(\d+)/m.exec(sdp)?.[1] ?? USUAL);

/** A description whose sound comes in packets of this length. */
export const withPacketTime = (sdp: string, milliseconds: number): string =>
  sdp
    .split(/^(?=m=)/m)
    .map((section) => {
      if (!section.startsWith('m=audio')) return section;
      const plain = section.replace(/^a=(?:max)?ptime:.*\r\n/gm, '');
      return milliseconds === USUAL ? plain : `${plain}a=ptime:${milliseconds}\r\na=maxptime:${milliseconds}\r\n`;
    })
    .join('');
