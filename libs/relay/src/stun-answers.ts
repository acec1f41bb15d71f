import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';

/**
 * Whether a STUN server answers a binding request (RFC 8489) at this UDP port within `patience` milliseconds. False at once
 * when the signal fires.
 */
export function stunAnswers(address: string, port: number, patience: number, signal?: AbortSignal): Promise<boolean> {
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  let cease = () => {};
  const timer = setTimeout(() => cease(), patience);
  return new Promise<boolean>((resolve) => {
    cease = () => resolve(false);
    signal?.addEventListener('abort', cease);
    if (signal?.aborted) cease();
    socket.once('error', cease);
    socket.once('message', (message) => resolve(message.subarray(8, 20).equals(request.subarray(8))));
    socket.send(request, port, address, (error) => {
      if (error !== null) cease();
    });
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cease);
    socket.close();
  });
}
