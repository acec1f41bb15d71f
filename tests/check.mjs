// `npm run check`: format, types, lint, boundaries, dead code, unit tests. Prints only what failed.
import { spawn } from 'node:child_process';

const bin = (name) => `node_modules/.bin/${name}`;

const texts = ['texts', ['npm', 'run', '-s', 'texts']];
const steps = [
  ['types', [bin('tsc'), '-p', 'tsconfig.json']],
  ['format', [bin('oxfmt'), '--check', '.']],
  ['lint', [bin('oxlint'), '--deny-warnings']],
  ['boundaries', [bin('depcruise'), '--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'apps', 'libs']],
  ['dead code', [bin('knip'), '--no-progress']],
];
const unit = ['unit tests', [bin('vitest'), 'run', '--project', 'unit', '--reporter', 'dot']];

function run([name, [command, ...args]]) {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}

const results = [await run(texts)];
const queue = process.argv.includes('--no-unit') ? [...steps] : [...steps, unit];
const worker = async () => {
  for (let step = queue.shift(); step; step = queue.shift()) results.push(await run(step));
};
await Promise.all([worker(), worker()]);
process.exitCode = results.every(Boolean) ? 0 : 1;
