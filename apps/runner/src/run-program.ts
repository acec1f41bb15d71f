import { RunnerError } from './runner-error.js';
import { warn } from './with-house.js';

/** Runs one of the operator's commands: its positional arguments, a signal for Ctrl-C, and sentences instead of stacks. */
export async function runProgram(
  usage: string,
  wanted: number,
  work: (words: readonly string[], stopping: AbortSignal) => Promise<void>,
): Promise<void> {
  process.umask(0o007);
  const words = process.argv.slice(2);
  if (words.length < wanted || words.some((word) => word === '--help')) {
    warn(usage);
    process.exitCode = 2;
    return;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  try {
    await work(words, stopping.signal);
  } catch (error) {
    warn(error instanceof RunnerError ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}
