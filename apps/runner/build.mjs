// `npm run build`, once the texts are compiled: server and pages at the same time. Types are checked by `npm run check`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const ended = ['build:server', 'build:web'].map((script) =>
  once(spawn('npm', ['run', '-s', script], { stdio: 'inherit' }), 'exit'),
);
const codes = (await Promise.all(ended)).map(([code]) => code);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
