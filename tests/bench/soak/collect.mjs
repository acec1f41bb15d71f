// Runs as root in the network of one process: `collect.mjs PID`. That Node process collects its garbage, as it would when
// memory is short; its debugging door is open for that moment only, on the loopback of its network. Prints how many bytes
// its objects have then.
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';

const DOOR = 'http://127.0.0.1:9229/json/list';

async function address() {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await fetch(DOOR).then(
      (answer) => answer.json(),
      () => [],
    );
    if (found[0] !== undefined) return found[0].webSocketDebuggerUrl;
    await wait(50);
  }
  throw new Error('no debugging door opened');
}

async function closed() {
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      !(await fetch(DOOR).then(
        () => true,
        () => false,
      ))
    )
      return;
    await wait(50);
  }
  throw new Error('the debugging door stays open');
}

for (const pid of process.argv.slice(2)) {
  process.kill(Number(pid), 'SIGUSR1');
  const socket = new WebSocket(await address());
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let count = 0;
  const ask = (method, params = {}) =>
    new Promise((resolve) => {
      const id = (count += 1);
      socket.on('message', (bytes) => {
        const answer = JSON.parse(Buffer.from(bytes).toString());
        if (answer.id === id) resolve(answer.result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  await ask('HeapProfiler.collectGarbage');
  await ask('HeapProfiler.collectGarbage');
  const expression = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';
  const { result } = await ask('Runtime.evaluate', { expression });
  console.log(result.value);
  const gone = new Promise((resolve) => socket.once('close', resolve).once('error', resolve));
  void ask('Runtime.evaluate', { expression: 'process._debugEnd()' });
  await Promise.race([gone, wait(2_000)]);
  socket.terminate();
  await closed();
}
