import type { Instruction } from '../../../libs/plane/src/seccomp/bpf.js';

export interface SeccompData {
  readonly number: number;
  readonly architecture: number;
  readonly arguments?: readonly number[];
}

/** What the kernel would answer: a classic BPF machine with the few instructions that filters here use. */
export function interpret(program: readonly Instruction[], data: SeccompData): number {
  const words = new Map<number, number>([
    [0, data.number],
    [4, data.architecture],
  ]);
  for (let index = 0; index < 6; index += 1) words.set(16 + 8 * index, data.arguments?.[index] ?? 0);
  let accumulator = 0;
  for (let at = 0; at < program.length; at += 1) {
    const { code, jt, jf, k } = program[at] as Instruction;
    if (code === 0x20) {
      const word = words.get(k);
      if (word === undefined) throw new Error(`loads offset ${k}`);
      accumulator = word >>> 0;
    } else if (code === 0x54) accumulator = (accumulator & k) >>> 0;
    else if (code === 0x15) at += accumulator === k ? jt : jf;
    else if (code === 0x35) at += accumulator >= k ? jt : jf;
    else if (code === 0x06) return k;
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error('ran off the end');
}
