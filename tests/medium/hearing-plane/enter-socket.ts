import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

const CODE = `
const socket = require('node:net').connect(process.argv[1]);
const say = (word) => { console.log(word); socket.destroy(); };
socket.once('connect', () => say('entered')).once('error', ({ code }) => say(code));`;

/** Whether a user gets into a Unix socket by its path: `entered`, or the kernel's error. */
export async function enterSocket(namespace: TestNamespace, uid: number, gid: number, path: string): Promise<string> {
  const user = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const { stdout } = await namespace.run([...user, process.execPath, '-e', CODE, path]);
  return stdout.trim();
}
