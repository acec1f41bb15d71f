import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestNamespace } from '../../libs/testing/src/namespace/index.js';

const NEAR = '10.78.0.1';
const FAR = '10.78.0.2';

/** A line with a fixed delay between the namespace of the servers and that of a distant device. */
export class DelayedLine {
  /** Address of the servers' end, for the device to call. */
  readonly address = NEAR;

  private constructor(readonly child: ChildProcess) {}

  /** `far` reaches everything in `near` through the line and nothing else. */
  static async open(near: TestNamespace, far: TestNamespace): Promise<DelayedLine> {
    const program = fileURLToPath(new URL('delay_box.py', import.meta.url));
    const child = spawn('python3', [program, near.name, NEAR, far.name, FAR, '0'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    await far.run(['ip', 'link', 'set', far.interfaceName, 'down']);
    await far.run(['ip', 'route', 'add', 'default', 'via', NEAR, 'dev', 'line0']);
    return new DelayedLine(child);
  }

  /** Milliseconds there and back. */
  setRoundTrip(milliseconds: number): void {
    this.child.stdin?.write(`rtt ${milliseconds}\n`);
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }
}
