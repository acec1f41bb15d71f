import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

const CODE = `
const [address, port, to] = process.argv.slice(1);
const family = address.includes(':') ? 'udp6' : 'udp4';
const socket = require('node:dgram').createSocket(family);
socket.bind(Number(port), address, () => socket.send('x', 50000, to, (error) => {
  console.log(error === null ? 'sent' : error.code);
  socket.close();
}));`;

/** Sends one datagram as a user from an address and port inside the namespace: `sent`, or the kernel's error. */
export async function sendDatagram(
  namespace: TestNamespace,
  uid: number,
  from: [string, number],
  to: string,
): Promise<string> {
  const user = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  const { stdout } = await namespace.run([...user, process.execPath, '-e', CODE, from[0], String(from[1]), to]);
  return stdout.trim();
}
