// TCP downloads. By hand, in two namespaces:
//   node tests/lab/bulk.mjs serve PORT                              sends without end to whoever connects
//   node tests/lab/bulk.mjs pull ADDRESS PORT CONNECTIONS SECONDS   prints {"kbps":…}, payload of all connections, as JSON
import { connect, createServer } from 'node:net';

const CHUNK = Buffer.alloc(16_384);

function serve(port) {
  createServer((socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(CHUNK));
    };
    socket.on('drain', pour).on('error', () => undefined);
    pour();
  }).listen(port, () => console.log('ready'));
}

function pull([address, port, connections, seconds]) {
  let bytes = 0;
  for (let at = 0; at < Number(connections); at += 1) {
    const socket = connect(Number(port), address);
    socket.on('data', (chunk) => (bytes += chunk.length)).on('error', () => undefined);
  }
  setTimeout(
    () => {
      console.log(JSON.stringify({ kbps: Math.round((bytes * 8) / 1000 / seconds) }));
      process.exit();
    },
    Number(seconds) * 1000,
  );
}

const [verb, ...args] = process.argv.slice(2);
if (verb === 'serve') serve(Number(args[0]));
else if (verb === 'pull') pull(args);
else process.exitCode = 2;
