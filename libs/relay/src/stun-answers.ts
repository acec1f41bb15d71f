import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';

/** Whether a STUN server answers a binding request (RFC 8489) at this UDP port within `patience` milliseconds. */
export function stunAnswers(address: string, port: number, patience: number): Promise<boolean> {
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    const timer = setTimeout(() => done(false), patience);
    const done = (answer: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    socket.once('error', () => done(false));
    socket.once('message', (message) => done(message.subarray(8, 20).equals(request.subarray(8))));
    socket.send(request, port, address, (error) => {
      if (error !== null) done(false);
    });
  });
}
