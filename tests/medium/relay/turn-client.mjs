// A TURN client (RFC 8656) of a few lines, run inside a namespace: `turn-client.mjs HOST PORT USER PASSWORD PEER…`,
// a peer as ADDRESS:PORT. Allocates, asks for a permission for each peer, and sends it one datagram. Prints JSON.
import { createSocket } from 'node:dgram';
import { createHash, createHmac, randomBytes } from 'node:crypto';

const [host, port, user, password, ...peers] = process.argv.slice(2);
const COOKIE = Buffer.from('2112a442', 'hex');
const socket = createSocket('udp4');
await new Promise((done) => socket.connect(Number(port), host, done));

const attribute = (type, value) => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
};

function message(type, attributes, key) {
  const id = randomBytes(12);
  const build = (body, extra = 0) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(type, 0);
    head.writeUInt16BE(body.length + extra, 2);
    return Buffer.concat([head, COOKIE, id, body]);
  };
  const body = Buffer.concat(attributes);
  if (key === undefined) return build(body);
  const integrity = createHmac('sha1', key).update(build(body, 24)).digest();
  return build(Buffer.concat([body, attribute(0x0008, integrity)]));
}

function read(data) {
  const found = new Map();
  for (let at = 20; at + 4 <= data.length;) {
    const length = data.readUInt16BE(at + 2);
    found.set(data.readUInt16BE(at), data.subarray(at + 4, at + 4 + length));
    at += 4 + length + (-length & 3);
  }
  const error = found.get(0x0009);
  return { found, code: error === undefined ? 'ok' : error[2] * 100 + error[3] };
}

function ask(request) {
  return new Promise((resolve) => {
    const listen = (data) => {
      if (!data.subarray(8, 20).equals(request.subarray(8, 20))) return;
      clearTimeout(timer);
      socket.off('message', listen);
      resolve(read(data));
    };
    const timer = setTimeout(() => resolve({ found: new Map(), code: 'silent' }), 3000);
    socket.on('message', listen);
    socket.send(request);
  });
}

const xored = (peer) => {
  const [address, at] = peer.split(':');
  const value = Buffer.alloc(8);
  value.writeUInt16BE(1, 0);
  value.writeUInt16BE(Number(at) ^ 0x2112, 2);
  address.split('.').forEach((byte, index) => (value[4 + index] = Number(byte) ^ COOKIE[index]));
  return attribute(0x0012, value);
};

const transport = attribute(0x0019, Buffer.from([17, 0, 0, 0]));
const first = await ask(message(0x0003, [transport]));
const said = { without: first.code, allocate: 'not tried', relayed: '', permissions: {} };
if (first.code === 401) {
  const realm = first.found.get(0x0014);
  const key = createHash('md5').update(`${user}:${realm}:${password}`).digest();
  const identity = [
    attribute(0x0006, Buffer.from(user)),
    attribute(0x0014, realm),
    attribute(0x0015, first.found.get(0x0015)),
  ];
  const allocated = await ask(message(0x0003, [transport, ...identity], key));
  said.allocate = allocated.code;
  const relayed = allocated.found.get(0x0016);
  if (relayed !== undefined) {
    const address = [4, 5, 6, 7].map((index) => relayed[index] ^ COOKIE[index - 4]).join('.');
    said.relayed = `${address}:${relayed.readUInt16BE(2) ^ 0x2112}`;
    for (const peer of peers) {
      const { code } = await ask(message(0x0008, [xored(peer), ...identity], key));
      said.permissions[peer] = code;
      socket.send(message(0x0016, [xored(peer), attribute(0x0013, Buffer.from(`to ${peer}`))]));
    }
  }
}
setTimeout(() => {
  process.stdout.write(JSON.stringify(said));
  socket.close();
}, 200);
